import type { Resource, TokenLife } from './token-life.js';
import { UsageTally } from './usage-tally.js';

/** One call of a public API with a token. */
export interface RecordedCall {
  readonly tokenId: string;
  readonly replica: string;
  readonly resource: Resource;
  readonly startedMs: number;
  readonly endedMs: number;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** Whether the gate let it through, which is then counted; null where the answer does not tell. */
  readonly letThrough: boolean | null;
  /** Ids of what the answer showed. */
  readonly shown: readonly string[];
}

/** What several clients asked and were answered, in the manner of Jepsen: recorded while it happens, judged afterwards. */
export class History {
  readonly tokens = new Map<string, TokenLife>();
  readonly calls: RecordedCall[] = [];
  /** What a token-service answered to an owner's change, and should not have. */
  readonly oddAnswers: string[] = [];
  readonly usage = new UsageTally();
  /** Tokens that a fault has touched: called more than others, and asked of each replica at the end however old they are. */
  readonly touched = new Set<string>();
  private readonly shownTo = new Map<string, Set<string>>();

  issued(life: Pick<TokenLife, 'id' | 'token' | 'workspaceId' | 'wish'>): TokenLife {
    const kept: TokenLife = { ...life };
    this.tokens.set(life.id, kept);
    return kept;
  }

  called(call: RecordedCall): void {
    this.calls.push(call);
    this.usage.ended(call);
    const workspaceId = this.tokens.get(call.tokenId)?.workspaceId ?? '';
    for (const id of call.shown) this.shownTo.set(id, (this.shownTo.get(id) ?? new Set()).add(workspaceId));
  }

  /** The workspaces whose tokens were ever shown this. */
  workspacesShown(id: string): readonly string[] {
    return [...(this.shownTo.get(id) ?? [])];
  }

  /** The newest of these and, before them, those that a fault has touched. */
  newest(lives: readonly TokenLife[], count: number): readonly TokenLife[] {
    const older = lives.slice(0, -count).filter(({ id }) => this.touched.has(id));
    return [...older, ...lives.slice(-count)];
  }

  /** What was judged is forgotten; what comes later is judged later, against the same tokens. */
  forgetCalls(): void {
    this.calls.length = 0;
    this.oddAnswers.length = 0;
    this.touched.clear();
  }

  /** Tokens whose issue is confirmed and that nobody has begun to revoke. */
  live(): readonly TokenLife[] {
    return [...this.tokens.values()].filter(({ issueConfirmedMs, revokeBegunMs }) => issueConfirmedMs !== undefined && revokeBegunMs === undefined);
  }

  confirmedRevoked(): readonly TokenLife[] {
    return [...this.tokens.values()].filter(({ revokeConfirmedMs }) => revokeConfirmedMs !== undefined);
  }
}
