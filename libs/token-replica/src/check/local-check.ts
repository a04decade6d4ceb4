import { type Scope, SCOPES } from '@portcullis/scopes';
import { authorize, type AuthorizeOutcome, type CheckOutcome, type Environment, hashToken, parseToken, type Principal, toScopeBits } from '@portcullis/token';
import type { Clock } from '../clock.js';
import type { TokenContent } from '../content/token-content.js';
import type { Presence } from '../presence.js';
import type { UsageRecorder } from '../usage/usage-recorder.js';
import { RowFacts } from './row-facts.js';
import { toCheckOutcome, toRefusalReason } from './outcomes.js';

const INVALID: CheckOutcome = { outcome: 'invalid' };

interface CheckRequest {
  readonly address: string;
  readonly requiredScopes: readonly Scope[];
}

/** The check itself: a hash, a look-up, a few comparisons. Everything it needs is in this process's memory. */
export class LocalCheck {
  private usage: UsageRecorder | undefined;
  private serving = true;
  private readonly digestBytes = new Uint8Array(32);
  private readonly digest = new Uint32Array(this.digestBytes.buffer);
  private readonly facts = new RowFacts();
  /** A route's required scopes are one array for the life of the process. */
  private readonly requiredBits = new WeakMap<readonly Scope[], number>();
  private readonly scopesOfBits = new Map<number, readonly Scope[]>();

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
    if (parseToken(token) === undefined) return INVALID;
    if (!this.serving || !this.presence.freshness.isFresh()) return { outcome: 'stale', retryAfterSeconds: 1 };
    const content = this.content();
    this.digestBytes.set(hashToken(token));
    const slot = content.secrets.find(this.digest);
    return slot < 0 ? INVALID : this.decide(content, slot, request);
  }

  private decide(content: TokenContent, slot: number, request: CheckRequest): CheckOutcome {
    const row = content.secrets.rowAt(slot);
    const nowMs = this.clock.wallMs();
    if (!this.facts.read(content, row, content.secrets.endAt(slot))) return INVALID;
    const outcome = authorize(this.facts, {
      nowMs,
      environment: this.environment,
      address: request.address,
      requiredScopeBits: this.bitsOf(request.requiredScopes),
    });
    this.count(content.tokenId(row), outcome, nowMs, request.address);
    return outcome === 'allowed' ? { outcome, principal: this.principal(content, row) } : toCheckOutcome(outcome);
  }

  private count(tokenId: string, outcome: AuthorizeOutcome, nowMs: number, address: string): void {
    const { boot } = this.presence;
    if (outcome === 'allowed') this.usage?.accepted(boot, tokenId, nowMs, address);
    else {
      const reason = toRefusalReason(outcome);
      if (reason !== undefined) this.usage?.refused(boot, tokenId, reason);
    }
  }

  private principal(content: TokenContent, row: number): Principal {
    return {
      workspaceId: content.workspaceId(row),
      tokenId: content.tokenId(row),
      kind: this.facts.kind,
      scopes: this.scopesOf(this.facts.scopeBits),
    };
  }

  private bitsOf(required: readonly Scope[]): number {
    const known = this.requiredBits.get(required);
    if (known !== undefined) return known;
    const bits = toScopeBits(required);
    this.requiredBits.set(required, bits);
    return bits;
  }

  private scopesOf(bits: number): readonly Scope[] {
    const known = this.scopesOfBits.get(bits);
    if (known !== undefined) return known;
    const scopes = SCOPES.map(({ scope }) => scope).filter((scope) => (bits & toScopeBits([scope])) !== 0);
    this.scopesOfBits.set(bits, scopes);
    return scopes;
  }
}
