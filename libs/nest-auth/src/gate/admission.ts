import type { ExecutionContext } from '@nestjs/common';
import type { Scope } from '@portcullis/scopes';
import type { Principal } from '@portcullis/token';
import type { FastifyRequest } from 'fastify';

/** A bearer token of the right grammar, on its way through the gate. */
export interface TokenAtGate {
  readonly token: string;
  readonly request: FastifyRequest;
  /** Empty where any valid token will do. */
  readonly requiredScopes: readonly Scope[];
  /** See CheckRequest. */
  readonly route: number;
  readonly context: ExecutionContext;
}

/** How a token gets from the guard to the check and what it finds there gets back. */
export interface Admission {
  /** The principal that the token stands for; throws the Problem of the refusal. */
  admit(at: TokenAtGate): Principal | Promise<Principal>;
}

/** Nest token of the Admission in use. */
export const ADMISSION = Symbol('portcullis.admission');
