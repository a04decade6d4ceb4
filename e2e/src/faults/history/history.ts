import { type IssuedLife, type Resource, TokenLife } from './token-life.js';
import { UsageTally } from './usage-tally.js';

/** One call of a public API with a token. */
export interface RecordedCall {
  readonly tokenId: string;
  /** The number of the token's secret that was presented. */
  readonly secret: number;
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

/** A process whose clock a fault may have stepped between two moments. */
export interface ClockStep {
  readonly process: string;
  readonly byMs: number;
  readonly fromMs: number;
  /** Infinity until it is over. */
  toMs: number;
}

/** All of one machine: only what the monotonic and the wall clock drift apart within some seconds. */
const CLOCKS_OFF_MS = 50;

/** What several clients asked and were answered, in the manner of Jepsen: recorded while it happens, judged afterwards. */
export class History {
  readonly tokens = new Map<string, TokenLife>();
  readonly calls: RecordedCall[] = [];
  /** What a token-service answered to an owner's change, and should not have. */
  readonly oddAnswers: string[] = [];
  readonly usage = new UsageTally();
  /** Tokens that the clients manage others with: what is counted of them is nobody's call. */
  readonly uncounted = new Set<string>();
  /** Tokens that a fault has touched: called more than others, and asked of each replica at the end however old they are. */
  readonly touched = new Set<string>();
  /** How far the servers' clocks may be off at the end of a secret where no fault steps them. */
  clocksOffMs = CLOCKS_OFF_MS;
  /** Never forgotten: what was rotated by a stepped clock ends by it, however much later. */
  readonly clockSteps: ClockStep[] = [];
  /** For how many calls each cause of a refusal was judged alone, in all that was judged. */
  readonly tried = new Map<string, number>();
  private readonly shownTo = new Map<string, Set<string>>();

  issued(issued: IssuedLife): TokenLife {
    const life = new TokenLife(issued);
    this.tokens.set(life.id, life);
    return life;
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
    return [...this.tokens.values()].filter(({ issue, revocation }) => issue.confirmedMs !== undefined && revocation === undefined);
  }

  /** Those of them that were changed, or are being changed. */
  changed(): readonly TokenLife[] {
    return this.live().filter(({ changes }) => changes.length > 1);
  }

  confirmedRevoked(): readonly TokenLife[] {
    return [...this.tokens.values()].filter(({ revocation }) => revocation?.confirmedMs !== undefined);
  }

  /** How many changes are confirmed by now, but for issues and revocations. */
  confirmedChanges(): number {
    const changes = [...this.tokens.values()].flatMap((life) => life.changes.slice(1));
    return changes.filter(({ effect, confirmedMs }) => effect.kind !== 'revoke' && confirmedMs !== undefined).length;
  }
}
