import { forbidden, type Problem } from '@portcullis/service-kit';
import type { Caller, SessionCaller } from './caller.js';

/** @throws Problem 403 `session_required` where the caller is a token: it has no session to look at or to end. */
export function requireSession(caller: Caller): SessionCaller {
  if (caller.via === 'session') return caller;
  throw sessionRequired();
}

export function sessionRequired(): Problem {
  return forbidden('session_required', 'This is for people who logged in, not for tokens.');
}
