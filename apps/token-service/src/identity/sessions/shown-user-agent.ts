import { maskTokens } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';

/** A note for people, not a place to store things in. */
const MAX_CHARACTERS = 300;

/** What a client says it is, fit to be stored and shown; undefined where it says nothing. */
export function shownUserAgent(request: FastifyRequest): string | undefined {
  const userAgent = request.headers['user-agent'];
  return userAgent === undefined ? undefined : maskTokens(userAgent).slice(0, MAX_CHARACTERS);
}
