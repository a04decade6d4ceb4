import type * as z from 'zod';

/** The environment does not make a configuration; the message has one line for each wrong variable. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

interface VariableProblem {
  readonly variable: string;
  /** What it must be; never what it is. */
  readonly message: string;
}

/** What another reader made of the same environment: its own result, or what is wrong with it. */
export type OtherReading = { readonly ok: true } | { readonly ok: false; readonly problems: readonly VariableProblem[] };

/**
 * The configuration that the schema makes of the environment. A variable set to nothing counts as not set; variables the
 * schema does not name are somebody else's. Values are never quoted: one of them may be a password.
 *
 * @throws ConfigurationError with `NAME: what it must be`, one line a variable
 */
export function readConfiguration<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): z.output<S> {
  return readConfigurationBeside(schema, env, { ok: true }).variables;
}

/**
 * readConfiguration beside another reader of the same environment, as of where the log is: an operator is told at once
 * all that is wrong.
 *
 * @throws ConfigurationError with `NAME: what it must be`, one line a variable, of both
 */
export function readConfigurationBeside<S extends z.ZodObject, R extends OtherReading>(
  schema: S,
  env: NodeJS.ProcessEnv,
  other: R,
): { readonly variables: z.output<S>; readonly other: Extract<R, { readonly ok: true }> } {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.strip().safeParse(set);
  if (result.success && isGood(other)) return { variables: result.data as z.output<S>, other };
  const own = result.success ? [] : result.error.issues.map(toProblem);
  throw new ConfigurationError([...linesByVariable([...own, ...(other.ok ? [] : other.problems)])].join('\n'));
}

function isGood<R extends OtherReading>(reading: R): reading is Extract<R, { readonly ok: true }> {
  return reading.ok;
}

function toProblem({ path, message }: z.core.$ZodIssue): VariableProblem {
  return { variable: String(path[0] ?? 'environment'), message };
}

function linesByVariable(problems: readonly VariableProblem[]): Iterable<string> {
  const lines = new Map<string, string>();
  for (const { variable, message } of problems) {
    if (!lines.has(variable)) lines.set(variable, `${variable}: ${message}`);
  }
  return lines.values();
}
