import { type Problem, tooManyRequests, unavailable } from '@portcullis/service-kit';
import type { NotTried } from './password-guesses.js';

/** The answer to a password that was not looked at. */
export function problemOfNotTried(notTried: NotTried): Problem {
  return notTried.outcome === 'blocked'
    ? tooManyRequests(notTried.retryAfterSeconds, 'Too many wrong passwords. Try again later.')
    : unavailable('too_many_log_ins', 'Too many people are logging in at once. Try again.', 1);
}
