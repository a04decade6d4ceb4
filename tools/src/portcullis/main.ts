// `npm run -s portcullis -- …`: the commands of the server's own host. One JSON object on stdout; on failure one line on
// stderr and exit code 1, or 2 where the command itself was not understood.
import { parseArgs } from 'node:util';
import type { Connections } from '../installation/connections.js';
import { holderOf } from '../installation/lock.js';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { dataFolder } from '../installation/places.js';
import { readPrivateJson } from '../installation/private-file.js';
import { runInForeground } from './run-in-foreground.js';
import { ServiceCommandFailure } from './run-service-command.js';
import { renewStore } from './store-commands.js';
import { createCompany, createWorkspace, type NewWorkspace, resetOwner } from './workspace-commands.js';

const USAGE = `Usage: npm run -s portcullis -- COMMAND
  workspace create --name NAME --owner-email EMAIL [--seed] [--max-lifetime-days N]
                                                              a workspace and its owner; --seed: with the sample inventory;
                                                              N: no secret of it lives longer
  owner reset --email EMAIL                                   a new password for an owner; ends the owner's sessions
  forget --subject SUBJECT                                    deletes the addresses and user agents that are kept of a user (email
                                                              or id), a token (id) or an address; the history still verifies
  rebuild [--apply]                                           makes every row that follows from events again and compares; --apply:
                                                              rows that differ become what their events make of them
  store export --out FILE                                     the history of every workspace up to the newest checkpoint, as a new
                                                              file that \`verify\` checks
  store renew                                                 a new history with the events that are there, as after a
                                                              restore; only while nothing runs
The owner's first password is PORTCULLIS_OWNER_PASSWORD where that is set, else drawn. All but "store renew" need a running npm start.`;

/** Commands of token-service as they are: what they say and how they end, while they run. */
const AS_THEY_ARE = ['forget', 'rebuild', 'store export'];

class UsageFailure extends Error {}

async function main(args: readonly string[]): Promise<object> {
  const [noun, verb, ...rest] = args;
  switch (`${noun ?? ''} ${verb ?? ''}`) {
    case 'workspace create': {
      const { name, 'owner-email': ownerEmail, seed, 'max-lifetime-days': maxLifetimeDays } = parse(rest, { name: 'text', 'owner-email': 'text', seed: 'flag', 'max-lifetime-days': 'text' });
      const limited = maxLifetimeDays === undefined ? undefined : required(maxLifetimeDays, '--max-lifetime-days');
      return createSeededWorkspace({ name: required(name, '--name'), ownerEmail: required(ownerEmail, '--owner-email'), maxLifetimeDays: limited }, seed === true);
    }
    case 'owner reset': {
      const { email } = parse(rest, { email: 'text' });
      return resetOwner(connections(), required(email, '--email'));
    }
    case 'store renew':
      parse(rest, {});
      return renewStore(dataFolder(process.env));
    default:
      throw new UsageFailure(USAGE);
  }
}

async function createSeededWorkspace(wish: Omit<NewWorkspace, 'ownerPassword'>, seed: boolean): Promise<object> {
  const running = connections();
  const workspace = await createWorkspace(running, { ...wish, ownerPassword: process.env['PORTCULLIS_OWNER_PASSWORD'] || undefined });
  await createCompany(running, { workspaceId: workspace.workspaceId, name: wish.name, seed });
  return workspace;
}

/** How to reach the installation that runs on DATA_DIR. */
function connections(): Connections {
  const folder = dataFolder(process.env);
  const kept = holderOf(folder.lock) === undefined ? undefined : readPrivateJson(folder.running);
  if (kept !== undefined) return kept as Connections;
  throw new OneLineFailure(`Nothing runs on the data folder ${folder.path}: start Portcullis with \`npm start\` first, or set DATA_DIR to the folder of the one that runs.`);
}

function parse(args: readonly string[], known: Readonly<Record<string, 'text' | 'flag'>>): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [name, { type: kind === 'text' ? ('string' as const) : ('boolean' as const) }]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageFailure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function required(value: string | boolean | undefined, option: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new UsageFailure(`${option} is missing.\n${USAGE}`);
}

try {
  const args = process.argv.slice(2);
  if (AS_THEY_ARE.some((name) => `${args.join(' ')} `.startsWith(`${name} `))) process.exitCode = await runInForeground('token-service', args, { DATABASE_URL: connections().databases.tokenService });
  else process.stdout.write(`${JSON.stringify(await main(args), undefined, 2)}\n`);
} catch (error) {
  const expected = error instanceof OneLineFailure || error instanceof UsageFailure;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = error instanceof UsageFailure ? 2 : error instanceof ServiceCommandFailure ? error.exitCode : 1;
}
