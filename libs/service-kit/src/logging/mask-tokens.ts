/** Whatever has the shape of a token, or the beginning of one longer than the display prefix of 12 characters. */
const TOKENS = /(pcl_(?:live|test)_[0-9A-Za-z]{3})[0-9A-Za-z]+/g;

/**
 * The last line of defence of "no token in any log": nothing here logs headers or bodies, but an error text of a library
 * may quote what it was given.
 */
export function maskTokens(line: string): string {
  return line.includes('pcl_') ? line.replace(TOKENS, '$1…') : line;
}
