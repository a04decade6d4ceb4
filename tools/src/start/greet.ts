import { join } from 'node:path';
import type { Connections } from '../installation/connections.js';
import { type FirstWorkspace, loadRecord, saveWorkspace } from '../installation/record.js';
import { ServiceCommandFailure } from '../portcullis/run-service-command.js';
import { createCompany, createWorkspace, type CreatedWorkspace, type OwnerCredentials, resetOwner } from '../portcullis/workspace-commands.js';
import type { Settings } from './settings.js';
import { tryItSteps } from './try-it.js';

export interface Greeting {
  readonly settings: Settings;
  readonly connections: Connections;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The trade that the sample inventory is of. */
const FIRST_WORKSPACE_NAME = 'Nusantara Equipment Rental';

/** Makes the first workspace where there is none yet, tells the person how to go on, and ends with the ready line. */
export async function greet(greeting: Greeting): Promise<void> {
  const { settings, connections, say } = greeting;
  const known = loadRecord(settings.folder.record).workspace;
  say('');
  if (known?.complete === true) {
    say(`The owner is ${known.email}; a new password: npm run -s portcullis -- owner reset --email ${known.email}`);
  } else {
    const owner = await makeFirstWorkspace(greeting, known);
    sayFirstRun(greeting, owner);
    // Only now: a run that ends before the credentials were shown leaves an owner whose password nobody knows.
    saveWorkspace(settings.folder.record, { email: owner.email, complete: true });
  }
  say('');
  say(`Portcullis is ready: ${connections.tokenServiceUrl} ${connections.inventoryUrl}`);
}

async function makeFirstWorkspace(greeting: Greeting, known: FirstWorkspace | undefined): Promise<OwnerCredentials> {
  const { settings, connections, say, signal } = greeting;
  say('First run: creating a workspace, its owner and a sample inventory …');
  if (known === undefined) saveWorkspace(settings.folder.record, { email: settings.owner.email, complete: false });
  const { workspaceId, ...owner } = known === undefined ? await newWorkspace(greeting) : await unfinishedWorkspace(greeting, known);
  await createCompany(connections, { workspaceId, name: FIRST_WORKSPACE_NAME, seed: true }, signal);
  return owner;
}

async function newWorkspace({ settings, connections, signal }: Greeting): Promise<CreatedWorkspace> {
  const { email, password } = settings.owner;
  return createWorkspace(connections, { name: FIRST_WORKSPACE_NAME, ownerEmail: email, ownerPassword: password }, signal);
}

/** A first run was cut short, before or after the workspace was made: nobody was told its owner's password. */
async function unfinishedWorkspace(greeting: Greeting, known: FirstWorkspace): Promise<CreatedWorkspace> {
  try {
    return await resetOwner(greeting.connections, known.email);
  } catch (error) {
    if (error instanceof ServiceCommandFailure) return newWorkspace(greeting);
    throw error;
  }
}

function sayFirstRun({ settings, connections, say }: Greeting, owner: OwnerCredentials): void {
  say('');
  say(`  token-service         ${connections.tokenServiceUrl}`);
  say(`  inventory-public-api  ${connections.inventoryUrl}`);
  say(`  owner                 ${owner.email}`);
  say(`  password              ${owner.password}   (shown this once)`);
  say('');
  say('Try it: paste these into another shell, one after the other.');
  const steps = tryItSteps({
    ...owner,
    tokenServiceUrl: connections.tokenServiceUrl,
    inventoryUrl: connections.inventoryUrl,
    cookieFile: join(settings.folder.session, 'cookies.txt'),
    environment: settings.environment,
  });
  steps.forEach(({ title, command }, index) => {
    say(`\n${index + 1}. ${title}:\n\n${command}`);
  });
}
