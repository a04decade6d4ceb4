import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../failures/exit-codes.js';
import { tellFailure } from '../failures/tell-failure.js';
import type { Context } from './context.js';
import { createProgram } from './program.js';

/** Runs one command. @returns the exit code */
export async function run(args: readonly string[], context: Context): Promise<ExitCode> {
  const program = createProgram(context);
  let command = '';
  program.hook('preSubcommand', (_program, subcommand) => {
    command = subcommand.name();
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return tellFailure(error, { ...context, command: command === '' ? nameOf(program, args) : command });
  }
}

/** Of a command whose options were not understood. */
function nameOf(program: Command, [first = '']: readonly string[]): string {
  return program.commands.some((known) => known.name() === first) ? first : '';
}
