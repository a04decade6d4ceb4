import { type Scope, SCOPES } from '@portcullis/scopes';
import { authorize, type AuthorizeOutcome, type CheckOutcome, type Environment, TokenReader, toScopeBits } from '@portcullis/token';
import type { Clock } from '../clock.js';
import type { TokenContent } from '../content/token-content.js';
import type { Presence } from '../presence.js';
import type { UsageRecorder } from '../usage/usage-recorder.js';
import { RequiredBits } from './required-bits.js';
import { RowFacts } from './row-facts.js';
import { RowPrincipal } from './row-principal.js';
import { toCheckOutcome, toRefusalReason } from './outcomes.js';

const INVALID: CheckOutcome = { outcome: 'invalid' };

/** What is known of a request besides its token. */
export interface CheckRequest {
  readonly address: string;
  readonly requiredScopes: readonly Scope[];
  /** See GuardedRoutes; left out: its use is not told apart. */
  readonly route?: number;
}

/** The check itself: a hash, a look-up, a few comparisons. Everything it needs is in this process's memory. */
export class LocalCheck {
  private usage: UsageRecorder | undefined;
  private serving = true;
  private readonly reader = new TokenReader();
  private readonly facts = new RowFacts();
  private readonly required = new RequiredBits();
  private readonly scopesOfBits = new Map<number, readonly Scope[]>();
  private lastBits = 0;
  private lastScopes: readonly Scope[] = Object.freeze([]);

  constructor(
    private readonly presence: Presence,
    private readonly content: () => TokenContent,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  recordUsageWith(usage: UsageRecorder): void {
    this.usage = usage;
  }

  /** After its goodbye a boot accepts nothing: others count on that. */
  refuseEverything(): void {
    this.serving = false;
  }

  check(token: string, request: CheckRequest): CheckOutcome {
    if (this.reader.read(token) === undefined) return INVALID;
    const nowMs = this.clock.wallMs();
    if (!this.serving || !this.presence.freshness.isFreshAt(nowMs)) return { outcome: 'stale', retryAfterSeconds: 1 };
    this.reader.hash();
    const content = this.content();
    const secret = content.secrets.find(this.reader.digest);
    return secret < 0 ? INVALID : this.decide(content, secret, request, nowMs);
  }

  private decide(content: TokenContent, secret: number, request: CheckRequest, nowMs: number): CheckOutcome {
    const { facts } = this;
    const { address } = request;
    const row = content.secrets.rowOf(secret);
    if (!facts.read(content, row, content.secrets.endOf(secret))) return INVALID;
    const outcome = authorize(facts, {
      nowMs,
      environment: this.environment,
      address,
      requiredScopeBits: this.required.of(request.requiredScopes),
    });
    if (outcome !== 'allowed') return this.refuse(outcome, content, row, request, nowMs);
    this.usage?.accepted(this.presence.boot, content, row, nowMs, address, request.route);
    return { outcome, principal: new RowPrincipal(content, row, this.scopesOf(facts.scopeBits)) };
  }

  private refuse(outcome: Exclude<AuthorizeOutcome, 'allowed'>, content: TokenContent, row: number, { address, route }: CheckRequest, nowMs: number): CheckOutcome {
    const reason = toRefusalReason(outcome);
    if (reason !== undefined) this.usage?.refused(this.presence.boot, content, row, reason, nowMs, address, route);
    return toCheckOutcome(outcome);
  }

  private scopesOf(bits: number): readonly Scope[] {
    // Tokens of one access level often follow one another.
    if (bits === this.lastBits) return this.lastScopes;
    const known = this.scopesOfBits.get(bits);
    // One list for every request of the same scopes: nobody may change it.
    const scopes = known ?? Object.freeze(SCOPES.map(({ scope }) => scope).filter((scope) => (bits & toScopeBits([scope])) !== 0));
    this.scopesOfBits.set(bits, scopes);
    this.lastBits = bits;
    this.lastScopes = scopes;
    return scopes;
  }
}
