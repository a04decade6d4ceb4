import { Problem } from '@portcullis/service-kit';

/** Ended, expired, or never begun: not told apart. */
export function sessionEnded(): Problem {
  return new Problem({
    status: 401,
    code: 'unauthenticated',
    detail: 'The session has ended. Log in again.',
    headers: { 'www-authenticate': 'Bearer realm="portcullis"' },
  });
}
