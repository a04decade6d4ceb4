/** Times are of the one process that records, on its monotonic clock. */
export interface TokenLife {
  readonly id: string;
  readonly token: string;
  /** When a client first held the confirmation of its issue in its hands. */
  issueConfirmedMs?: number;
  /** When a revocation was first asked for, whatever became of the asking. */
  revokeBegunMs?: number;
  /** When a client first held the confirmation of its revocation in its hands. */
  revokeConfirmedMs?: number;
}

/** One call of a public API with a token. */
export interface RecordedCall {
  readonly tokenId: string;
  readonly replica: string;
  readonly startedMs: number;
  readonly endedMs: number;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
}

/** What several clients asked and were answered, in the manner of Jepsen: recorded while it happens, judged afterwards. */
export class History {
  readonly tokens = new Map<string, TokenLife>();
  readonly calls: RecordedCall[] = [];
  /** What a token-service answered to an owner's change, and should not have. */
  readonly oddAnswers: string[] = [];

  issued(id: string, token: string): TokenLife {
    const life: TokenLife = { id, token };
    this.tokens.set(id, life);
    return life;
  }

  called(call: RecordedCall): void {
    this.calls.push(call);
  }

  /** What was judged is forgotten; what comes later is judged later, against the same tokens. */
  forgetCalls(): void {
    this.calls.length = 0;
    this.oddAnswers.length = 0;
  }

  /** Tokens whose issue is confirmed and that nobody has begun to revoke. */
  live(): readonly TokenLife[] {
    return [...this.tokens.values()].filter(({ issueConfirmedMs, revokeBegunMs }) => issueConfirmedMs !== undefined && revokeBegunMs === undefined);
  }

  confirmedRevoked(): readonly TokenLife[] {
    return [...this.tokens.values()].filter(({ revokeConfirmedMs }) => revokeConfirmedMs !== undefined);
  }
}
