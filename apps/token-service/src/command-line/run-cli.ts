import { Command, CommanderError } from 'commander';
import { lineOf } from './command-failure.js';
import { forgetCommand } from './forget.js';
import { parseEmail, parseLifetimeDays, parseSubjectOption, parseWorkspaceName } from './option-values.js';
import { ownerReset } from './owner-reset.js';
import { judgeRebuild, rebuildCommand } from './rebuild.js';
import { storeExport } from './store-export.js';
import { storeRenew } from './store-renew.js';
import { workspaceCreate } from './workspace-create.js';
import type { Asked } from '../audit/forget/subject.js';

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
  const answer = (result: object): unknown => streams.stdout.write(`${JSON.stringify(result)}\n`);
  addCommands(program, env, answer);
  addCommandsOfHistory(program, env, answer, (line) => streams.stderr.write(`${line}\n`));
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

function addCommandsOfHistory(program: Command, env: NodeJS.ProcessEnv, answer: (result: object) => void, tell: (line: string) => void): void {
  const store = program.command('store').description('The event store.');
  store
    .command('renew')
    .description('Begin a new history with the events that are there, as after a restore from a backup. Stop every token-service first.')
    .action(async () => {
      answer(await storeRenew(env));
    });
  store
    .command('export')
    .description('Write the history of every workspace, up to the newest checkpoint, to a new file that `portcullis verify` checks.')
    .requiredOption('--out <file>', 'the file, which must not be there yet')
    .action(async (options: { out: string }) => {
      answer(await storeExport(options, env, tell));
    });
  program
    .command('forget')
    .description('Delete the addresses and user agents that are kept of somebody; the history still verifies.')
    .requiredOption('--subject <subject>', 'a user by email or id, a token by id, or an address', parseSubjectOption)
    .action(async ({ subject }: { subject: Asked }) => {
      answer(await forgetCommand(subject, env));
    });
  program
    .command('rebuild')
    .description('Make every row that follows from events again, and compare it with what is there; beside a running service.')
    .option('--apply', 'let rows that differ become what their events make of them', false)
    .action(async (options: { apply: boolean }) => {
      const report = await rebuildCommand(options, env, tell);
      answer(report);
      judgeRebuild(report);
    });
}
