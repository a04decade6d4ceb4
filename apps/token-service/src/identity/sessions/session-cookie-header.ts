import { patternHeader } from '@portcullis/service-kit';
import { SESSION_COOKIE } from './session-cookie.js';

/** The answers that begin and end a session. */
export const sessionCookieHeader = patternHeader(
  'Set-Cookie',
  'The session: HttpOnly, SameSite=Strict, Secure where the client came by https; empty where it has ended.',
  new RegExp(`^${SESSION_COOKIE}=[^;]*; .*HttpOnly.*SameSite=Strict`),
);
