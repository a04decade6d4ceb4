const LONGEST = 100;

/** What is wrong with a workspace's name (without space around it), to be read after "It"; undefined if nothing is. */
export function workspaceNameProblem(name: string): string | undefined {
  if (name === '') return 'must not be blank';
  if (Array.from(name).length > LONGEST) return `must have at most ${LONGEST} characters`;
  // Control characters, lone surrogates, line separators: nothing that a line of text is made of.
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)) return 'must be one line without control characters';
  return undefined;
}
