import { Command, CommanderError } from 'commander';
import { lineOf } from './command-failure.js';
import { parseEmail, parseLifetimeDays, parseWorkspaceName } from './option-values.js';
import { ownerReset } from './owner-reset.js';
import { workspaceCreate } from './workspace-create.js';

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/**
 * The commands of the server's own host. They need DATABASE_URL and work beside a running service as well as without.
 *
 * @returns the exit code: 0 and one line of JSON on stdout; 1 and a line on stderr where the command failed; 2 where it
 *   was not understood.
 */
export async function runCli(args: readonly string[], env: NodeJS.ProcessEnv, streams: Streams): Promise<number> {
  const program = new Command('token-service')
    .description("The commands of the server's own host.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => streams.stdout.write(text),
      writeErr: (text) => streams.stderr.write(text),
    });
  addCommands(program, env, (answer) => streams.stdout.write(`${JSON.stringify(answer)}\n`));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    streams.stderr.write(`${lineOf(error)}\n`);
    return 1;
  }
}

function addCommands(program: Command, env: NodeJS.ProcessEnv, answer: (result: object) => void): void {
  program
    .command('workspace')
    .description('Tenants.')
    .command('create')
    .description('Make a workspace and its owner, whose password is PORTCULLIS_OWNER_PASSWORD where that is set.')
    .requiredOption('--name <name>', 'name of the workspace', parseWorkspaceName)
    .requiredOption('--owner-email <email>', 'what its owner logs in with', parseEmail)
    .option('--max-lifetime-days <days>', 'how long a secret of it lives at most', parseLifetimeDays)
    .action(async (options: { name: string; ownerEmail: string; maxLifetimeDays?: number }) => {
      answer(await workspaceCreate(options, env));
    });
  program
    .command('owner')
    .description('Owners of workspaces.')
    .command('reset')
    .description("Give an owner a new password and end all of that owner's sessions.")
    .requiredOption('--email <email>', 'what the owner logs in with', parseEmail)
    .action(async (options: { email: string }) => {
      answer(await ownerReset(options, env));
    });
}
