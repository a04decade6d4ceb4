import { forbidden } from '@portcullis/service-kit';
import type { BearerCaller, Caller } from './caller.js';

/** @throws Problem 403 `token_required` where the caller is a person in a session: there is no token to speak of. */
export function requireToken(caller: Caller): BearerCaller {
  if (caller.via === 'bearer') return caller;
  throw forbidden('token_required', 'This is for whoever holds a token, about that token.');
}
