import type { AppendContext } from '@portcullis/event-store';
import { UNKNOWN_ADDRESS } from '@portcullis/ip-allowlist';
import { requestAddress } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';
import { shownUserAgent } from '../sessions/shown-user-agent.js';

/** Who asks, in which request and from where: what the events say about themselves. */
export function contextOf(request: FastifyRequest, { actor }: Pick<Caller, 'actor'>): AppendContext {
  return { actor, ...originOf(request) };
}

/** In which request and from where, whoever asks. */
export function originOf(request: FastifyRequest): Required<Omit<AppendContext, 'actor'>> {
  const userAgent = shownUserAgent(request);
  const address = requestAddress(request);
  return {
    requestId: request.id,
    origin: {
      ...(address !== UNKNOWN_ADDRESS && { address }),
      ...(userAgent !== undefined && { userAgent }),
    },
  };
}
