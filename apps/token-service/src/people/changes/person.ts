import type { Query } from '@portcullis/event-store';
import type { UserStatus } from '../../identity/accounts/app-user.entity.js';
import type { Grantor } from '../../identity/accounts/grant.js';

/** A user of a workspace, without anything secret. */
export interface Person extends Grantor {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly status: UserStatus;
  readonly mustChangePassword: boolean;
  /** When their tokens were last worked at, of which some are still wider than the person; null: none is. */
  readonly tokensPendingSince: Date | null;
  readonly createdAt: Date;
  /** Of the stream user/<id>; 0: it has no event yet. */
  readonly version: number;
  /** The place in the order in which people were made. */
  readonly serial: number;
}

type Row = Omit<Person, 'version' | 'serial'> & { readonly version: string; readonly serial: string };

const COLUMNS = `id, workspace_id AS "workspaceId", email, role, status, grantable_scopes AS "grantableScopes",
  must_change_password AS "mustChangePassword", tokens_pending_since AS "tokensPendingSince", created_at AS "createdAt", version, serial`;

/** People of a workspace. @param condition SQL after its WHERE, on `$2` and further ones */
export async function readPeople(query: Query, workspaceId: string, condition: string, parameters: readonly unknown[]): Promise<Person[]> {
  const rows = await query<Row>(`SELECT ${COLUMNS} FROM app_user WHERE workspace_id = $1 AND ${condition}`, [workspaceId, ...parameters]);
  return rows.map((row) => ({ ...row, version: Number(row.version), serial: Number(row.serial) }));
}

/** The person of this id; undefined where the workspace has none. */
export async function findPerson(query: Query, workspaceId: string, userId: string): Promise<Person | undefined> {
  const [person] = await readPeople(query, workspaceId, 'id = $2', [userId]);
  return person;
}

/** The same, locked until the transaction ends: whoever gives the user a token or a session waits. */
export async function lockPerson(query: Query, workspaceId: string, userId: string): Promise<Person | undefined> {
  const [person] = await readPeople(query, workspaceId, 'id = $2 FOR NO KEY UPDATE', [userId]);
  return person;
}
