import type { Connections } from '../installation/connections.js';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { runServiceCommand } from './run-service-command.js';

export interface OwnerCredentials {
  readonly email: string;
  readonly password: string;
}

/** A workspace and how its owner gets in. */
export interface CreatedWorkspace extends OwnerCredentials {
  readonly workspaceId: string;
}

export interface NewWorkspace {
  readonly name: string;
  readonly ownerEmail: string;
  /** Drawn by token-service where it is not given. */
  readonly ownerPassword?: string | undefined;
  /** How long a secret of it lives at most, as typed: token-service reads it. */
  readonly maxLifetimeDays?: string | undefined;
}

/** Makes a workspace and its owner in token-service. */
export async function createWorkspace(
  connections: Connections,
  workspace: NewWorkspace,
  signal?: AbortSignal,
): Promise<CreatedWorkspace> {
  const answer = await runServiceCommand({
    app: 'token-service',
    args: [
      ...['workspace', 'create', '--name', workspace.name, '--owner-email', workspace.ownerEmail],
      ...(workspace.maxLifetimeDays === undefined ? [] : [`--max-lifetime-days=${workspace.maxLifetimeDays}`]),
    ],
    environment: {
      ...environmentOf(connections, 'tokenService'),
      ...(workspace.ownerPassword === undefined ? {} : { PORTCULLIS_OWNER_PASSWORD: workspace.ownerPassword }),
    },
    ...(signal === undefined ? {} : { signal }),
  });
  return { workspaceId: text(answer, 'workspaceId'), email: text(answer, 'email'), password: text(answer, 'password') };
}

/** Makes the workspace's company in inventory; `seed` imports the sample inventory of the repository into it. */
export async function createCompany(
  connections: Connections,
  company: { readonly workspaceId: string; readonly name: string; readonly seed: boolean },
  signal?: AbortSignal,
): Promise<void> {
  await runServiceCommand({
    app: 'inventory-public-api',
    args: ['company', 'create', '--workspace', company.workspaceId, '--name', company.name, ...(company.seed ? ['--seed'] : [])],
    environment: environmentOf(connections, 'inventory'),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Gives an owner a new password and ends the owner's sessions. */
export async function resetOwner(connections: Connections, email: string): Promise<CreatedWorkspace> {
  const answer = await runServiceCommand({
    app: 'token-service',
    args: ['owner', 'reset', '--email', email],
    environment: environmentOf(connections, 'tokenService'),
  });
  return { workspaceId: text(answer, 'workspaceId'), email: text(answer, 'email'), password: text(answer, 'password') };
}

function environmentOf(connections: Connections, service: keyof Connections['databases']): Record<string, string> {
  return { DATABASE_URL: connections.databases[service], ...connections.log[service] };
}

function text(answer: Readonly<Record<string, unknown>>, member: string): string {
  const value = answer[member];
  if (typeof value !== 'string') throw new OneLineFailure(`The service's answer has no ${member}.`);
  return value;
}
