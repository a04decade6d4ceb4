import { forbidden, type Problem } from '@portcullis/service-kit';

/** 403, not 401: the session is as good as before. */
export function wrongPassword(): Problem {
  return forbidden('wrong_password', 'That is not your password.');
}
