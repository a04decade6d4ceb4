/**
 * The system's code of an error (ENOENT, EADDRINUSE …), if it has one. It asks for members, not for a class: an error of
 * Node itself is no instance of the Error that Jest's sandbox has.
 */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
