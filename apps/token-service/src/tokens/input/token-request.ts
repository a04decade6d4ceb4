import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AppendContext } from '@portcullis/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { callerOf } from '../../identity/authenticate-caller/current-caller.js';
import type { ChangeTarget } from '../token-transaction.js';
import { acceptedVersions } from './if-match.js';
import { refuseParameters } from './no-parameters.js';
import { tokenIdOf } from './token-id.js';

/** Who asks for a change of which token, at which of its versions, and in what. */
export interface TokenRequest {
  readonly caller: Caller;
  readonly target: ChangeTarget;
  readonly context: AppendContext;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Route parameter holding what is asked of a token, but for the body. Takes no parameters, but where it is told to leave
 * those to the route.
 *
 * @throws Problem 404 for a text that no token can have as its id, 400 `validation_failed` for what is not taken
 */
export const AskedOfToken = createParamDecorator((parameters: 'with parameters' | undefined, context: ExecutionContext): TokenRequest => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest<{ Params: { id: string } }>>();
  const tokenId = tokenIdOf(request.params.id);
  if (parameters === undefined) refuseParameters(request.query);
  const caller = callerOf(request);
  const target = { workspaceId: caller.workspaceId, tokenId, versions: acceptedVersions(request.headers['if-match']) };
  return { caller, target, context: contextOf(request, caller), request, reply: http.getResponse<FastifyReply>() };
});
