const SAYS_NOTHING = new Set(['test', 'testing', 'token', 'api', 'key', 'my', 'new', 'temp', 'tmp', 'foo', 'bar', 'abc', 'asdf', 'the', 'a', 'uji', 'coba', 'baru', 'saya']);

/** Whether a name tells nobody what the token is for: too short, or nothing but words that fit every token. */
export function isVague(name: string): boolean {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !/^\d+$/.test(word));
  return name.trim() !== '' && (name.trim().length < 4 || words.every((word) => SAYS_NOTHING.has(word)));
}
