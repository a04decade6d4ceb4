import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { Principal } from '@portcullis/token';
import type { FastifyRequest } from 'fastify';
import { MALFORMED_AUTHORIZATION } from '../credentials/parse-authorization.js';
import type { Admission, TokenAtGate } from '../gate/admission.js';
import { Gate } from '../gate/gate.js';
import { malformedCredentials, unauthenticated } from '../gate/gate-problems.js';
import { BEARER_STRATEGY } from './bearer.strategy.js';
import { Passage } from './passage.js';

/**
 * The way to the gate through passport, for an application that keeps its authentication there. The guard has looked at
 * the form of the credentials before.
 */
@Injectable()
export class PassportAdmission extends AuthGuard(BEARER_STRATEGY) implements Admission {
  private readonly passages = new WeakMap<FastifyRequest, Passage>();

  constructor(private readonly gate: Gate) {
    super({ session: false, property: 'principal' });
  }

  async admit(at: TokenAtGate): Promise<Principal> {
    const passage = new Passage(this.gate, at);
    this.passages.set(at.request, passage);
    await this.canActivate(at.context);
    if (passage.principal === undefined) throw unauthenticated();
    return passage.principal;
  }

  override getRequest(context: ExecutionContext): Passage | undefined {
    return this.passages.get(context.switchToHttp().getRequest<FastifyRequest>());
  }

  /** @nestjs/passport would answer a bare 401 to all of these: it drops the challenge and the strategy's 400. */
  override handleRequest<User>(
    error: unknown,
    user: User | false | null,
    _challenge: unknown,
    _context: ExecutionContext,
    status?: number,
  ): User {
    if (error instanceof Error) throw error;
    if (user !== false && user !== null) return user;
    throw status === 400 ? malformedCredentials(MALFORMED_AUTHORIZATION) : unauthenticated();
  }
}
