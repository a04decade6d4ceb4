import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { callerOf } from '../../identity/authenticate-caller/current-caller.js';
import { refuseBody } from '../../tokens/input/no-body.js';
import { refuseParameters } from '../../tokens/input/no-parameters.js';
import { userIdOf } from './user-id.js';

/** Who asks for a change of which user, and in what. */
export interface UserRequest {
  readonly caller: Caller;
  readonly userId: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Route parameter holding what is asked of a user. Takes no parameters, and no body but where it is told to leave that to
 * the route.
 *
 * @throws Problem 404 for a text that no user can have as an id, 400 `validation_failed` for what is not taken
 */
export const AskedOfUser = createParamDecorator((body: 'with a body' | undefined, context: ExecutionContext): UserRequest => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest<{ Params: { id: string } }>>();
  const userId = userIdOf(request.params.id);
  refuseParameters(request.query);
  if (body === undefined) refuseBody(request.body);
  return { caller: callerOf(request), userId, request, reply: http.getResponse<FastifyReply>() };
});
