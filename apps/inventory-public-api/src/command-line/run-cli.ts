import { Command, CommanderError } from 'commander';
import { SERVICE_NAME } from '../configuration.js';
import { companyCreate, type CompanyCreateOptions } from './company-create.js';
import type { Streams } from './streams.js';
import { withDatabase } from './with-database.js';

/**
 * The commands of the server's own host. They need DATABASE_URL and work beside a running service as well as without.
 *
 * @returns the exit code: 0 and one line of JSON on stdout; 1 and one line on stderr where the command failed; 2 where it
 *   was not understood.
 */
export async function runCli(args: readonly string[], env: NodeJS.ProcessEnv, streams: Streams): Promise<number> {
  try {
    await describeCommands(env, streams).parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    streams.stderr.write(`${lineOf(error)}\n`);
    return 1;
  }
}

function describeCommands(env: NodeJS.ProcessEnv, streams: Streams): Command {
  const program = new Command(SERVICE_NAME)
    .description('Commands of the server’s own host.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
    });
  program
    .command('company')
    .description('The company whose inventory a workspace holds.')
    .command('create')
    .description('Give a workspace its company; repeated, it changes nothing.')
    .requiredOption('--workspace <id>', 'the workspace, as `workspace create` of token-service printed it')
    .requiredOption('--name <name>', 'name of the company')
    .option('--seed', 'import the sample inventory')
    .action(async (options: CompanyCreateOptions) => {
      const answer = await withDatabase(env, streams, (dataSource) => companyCreate(dataSource, options));
      streams.stdout.write(`${JSON.stringify(answer)}\n`);
    });
  return program;
}

function lineOf(error: unknown): string {
  const message = error instanceof Error && error.message !== '' ? error.message : String(error);
  return `${SERVICE_NAME}: ${message.replaceAll(/\s*\n\s*/g, '; ')}`;
}
