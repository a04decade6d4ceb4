/** What a person reads off the first run. */
export interface FirstRun {
  readonly email: string;
  readonly password: string;
  /** The commands to paste, in their order. */
  readonly commands: readonly string[];
}

/** @throws where the first run did not print what it promises. */
export function readFirstRun(printed: string): FirstRun {
  const [, email] = /^ {2}owner +(\S+)$/m.exec(printed) ?? [];
  const [, password] = /^ {2}password +(\S+)/m.exec(printed) ?? [];
  if (email === undefined || password === undefined) throw new Error(`The first run printed no credentials:\n${printed}`);
  return { email, password, commands: printed.split('\n').filter((line) => line.includes('curl ')) };
}
