/** What the exit of a command says; the same stands in its help and in docs/cli.md. */
export const EXIT = {
  done: 0,
  failed: 1,
  notUnderstood: 2,
  notAllowed: 3,
  notFound: 4,
  notConfirmed: 5,
  notAsExpected: 6,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
