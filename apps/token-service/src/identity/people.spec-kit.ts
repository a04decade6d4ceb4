import type { Query } from '@portcullis/event-store';
import { createId } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../database/data-source-options.js';
import { AppUser } from './accounts/app-user.entity.js';
import type { Role } from './accounts/role.js';
import { Workspace } from './accounts/workspace.entity.js';
import { createWorkspace } from './create-workspace/create-workspace.js';
import { hashPassword } from './passwords/password-hash.js';

/** A database of tests, as libs/testing makes them. */
export interface Database {
  readonly connectionString: string;
  readonly query: Query;
}

export interface Person {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly password: string;
}

let people = 0;

/** A workspace of its own and its owner, as the command line makes them. */
export async function newOwner(database: Database): Promise<Person> {
  const email = `Owner${++people}@Example.com`;
  const password = `a password of owner ${people}`;
  const result = await withDataSource(database, (dataSource) =>
    createWorkspace(dataSource, { name: `Workspace ${people}`, ownerEmail: email, ownerPassword: password }),
  );
  if (result.outcome !== 'created') throw new Error(result.outcome);
  return { id: result.ownerId, workspaceId: result.workspaceId, email, password };
}

/** Another person of the owner's workspace; there is no way in for them yet but the table. */
export async function newMember(database: Database, owner: Person, role: Role): Promise<Person> {
  const person = { id: createId('usr_'), email: `person${++people}@example.com`, password: `a password of ${people}` };
  await database.query(
    'INSERT INTO app_user (id, workspace_id, email, password_hash, role) VALUES ($1, $2, $3, $4, $5)',
    [person.id, owner.workspaceId, person.email, await hashPassword(person.password), role],
  );
  return { ...person, workspaceId: owner.workspaceId };
}

export async function withDataSource<T>(database: Database, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const options = dataSourceOptions(database.connectionString, () => undefined);
  const dataSource = await new DataSource({ ...options, entities: [Workspace, AppUser] }).initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
