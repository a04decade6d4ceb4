import { ConfigurationError } from '../configuration/read-configuration.js';
import { maskTokens } from '../logging/mask-tokens.js';
import { StartRefused } from './start-refused.js';

/** Writes why the process does not start to stderr, a line each, and ends it with 1. */
export function exitWith(name: string, error: unknown): never {
  for (const line of linesOf(error)) process.stderr.write(`${name}: ${maskTokens(line)}\n`);
  process.exit(1);
}

/** What `read` gives; what it throws is told as `exitWith` tells it, and ends the process. The first words of a main.ts. */
export function orExit<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return exitWith(name, error);
  }
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigurationError) return error.message.split('\n');
  if (error instanceof StartRefused) return [error.message];
  return [`cannot start: ${messageOf(error)}`];
}

/** A refused connection to several addresses of one name comes as an AggregateError without a text of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message.replaceAll(/\s*\n\s*/g, ' ') : String(error);
}
