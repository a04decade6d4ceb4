import type { AppendContext } from '@portcullis/event-store';
import { UNKNOWN_ADDRESS } from '@portcullis/ip-allowlist';
import { maskTokens, requestAddress } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../identity/authenticate-caller/caller.js';

/** A user agent is a note for people, not a place to store things in. */
const MAX_USER_AGENT_CHARACTERS = 300;

/** Who asks, in which request and from where: what the events say about themselves. */
export function contextOf(request: FastifyRequest, caller: Caller): AppendContext {
  const userAgent = request.headers['user-agent'];
  const address = requestAddress(request);
  return {
    actor: caller.actor,
    requestId: request.id,
    origin: {
      ...(address !== UNKNOWN_ADDRESS && { address }),
      ...(userAgent !== undefined && { userAgent: maskTokens(userAgent).slice(0, MAX_USER_AGENT_CHARACTERS) }),
    },
  };
}
