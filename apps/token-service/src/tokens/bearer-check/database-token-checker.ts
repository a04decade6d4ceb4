import { Inject, Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import type { CheckRequest, CountedRoute, TokenChecker } from '@portcullis/nest-auth';
import { plannedQueryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import {
  authorize,
  type AuthorizeOutcome,
  type CheckOutcome,
  hashToken,
  parseToken,
  type TokenFacts,
  toScopeBits,
  toTokenFacts,
} from '@portcullis/token';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { type OwnCall, OwnUsage } from '../../usage/own-usage.js';
import { type BearerRow, findBearer } from './bearer-row.js';

/** What an unknown token is judged by, so that it takes the way of a known one that opens nothing. */
const nobody: TokenFacts = {
  environment: 'live',
  status: 'revoked',
  notBeforeMs: -Infinity,
  expiresAtMs: Infinity,
  secretValidUntilMs: Infinity,
  scopeBits: 0,
  allowlist: null,
};

/**
 * Checks bearers of this service's own API against its own database, where every committed change shows at once.
 * The order of checks is the gate's: shape and checksum, look-up, status and times, address, scope.
 */
@Injectable()
export class DatabaseTokenChecker implements TokenChecker {
  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly usage: OwnUsage,
  ) {}

  async check(token: string, { address, requiredScopes, route = 0 }: CheckRequest): Promise<CheckOutcome> {
    if (!parseToken(token)) return { outcome: 'invalid' };
    // By the hash alone: how long the index takes says nothing about a secret that an attacker could steer towards.
    const bearer = await findBearer(plannedQueryOf(this.manager), hashToken(token));
    const outcome = authorize(bearer ? toTokenFacts(bearer, bearer.secret) : nobody, {
      nowMs: this.clock.wallMs(),
      environment: this.configuration.environment,
      address,
      requiredScopeBits: toScopeBits(requiredScopes),
    });
    if (bearer) this.count(bearer.principal.tokenId, outcome, { address, route });
    return toCheckOutcome(outcome, bearer);
  }

  numberRoute(route: CountedRoute): number {
    return this.usage.numberRoute(route);
  }

  /**
   * A token of the workspace that is live; undefined: there is none such. From an address, if one is
   * given: then a call with it has come in somewhere, and is counted here.
   */
  async introspect(token: string, workspaceId: string, address: string | undefined): Promise<BearerRow | undefined> {
    const found = parseToken(token) && (await findBearer(plannedQueryOf(this.manager), hashToken(token)));
    const bearer = found?.principal.workspaceId === workspaceId ? found : undefined;
    const facts = bearer ? toTokenFacts(bearer, bearer.secret) : nobody;
    const outcome = authorize(address === undefined ? { ...facts, allowlist: null } : facts, {
      nowMs: this.clock.wallMs(),
      environment: this.configuration.environment,
      address: address ?? '',
      requiredScopeBits: 0,
    });
    if (bearer && address !== undefined) this.count(bearer.principal.tokenId, outcome, { address, route: 0 });
    return outcome === 'allowed' ? bearer : undefined;
  }

  private count(tokenId: string, outcome: AuthorizeOutcome, call: OwnCall): void {
    switch (outcome) {
      case 'allowed':
        this.usage.accepted(tokenId, call);
        return;
      case 'expired':
      case 'disabled':
      case 'revoked':
        this.usage.refused(tokenId, outcome, call);
        return;
      case 'secret_expired':
        this.usage.refused(tokenId, 'expired', call);
        return;
      case 'address_not_allowed':
        this.usage.refused(tokenId, 'address', call);
        return;
      case 'insufficient_scope':
        this.usage.refused(tokenId, 'scope', call);
        return;
      case 'pending':
      case 'wrong_environment':
        return;
    }
  }
}

function toCheckOutcome(outcome: AuthorizeOutcome, bearer: BearerRow | undefined): CheckOutcome {
  switch (outcome) {
    case 'allowed':
      return bearer ? { outcome, principal: bearer.principal } : { outcome: 'invalid' };
    case 'address_not_allowed':
    case 'insufficient_scope':
      return { outcome };
    case 'revoked':
    case 'disabled':
    case 'expired':
    case 'pending':
    case 'secret_expired':
    case 'wrong_environment':
      return { outcome: 'invalid' };
  }
}
