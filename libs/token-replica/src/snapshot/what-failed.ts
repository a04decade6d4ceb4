/**
 * What went wrong, for /health, which anybody may read: the code of PostgreSQL or of the system, as their messages name
 * hosts and users; those go to the log.
 */
export function whatFailed(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string') return code;
  return typeof message === 'string' && message !== '' ? message : 'an unknown failure';
}
