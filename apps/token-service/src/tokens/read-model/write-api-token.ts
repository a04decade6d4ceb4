import type { RowChange } from '@portcullis/event-store';
import { plannedQueryOf } from '@portcullis/service-database';
import type { IssuedToken, TokenState } from '@portcullis/token';
import { type DataSource, type EntityManager, In, Not } from 'typeorm';
import type { Step } from '../steps.js';
import { ApiTokenRow } from './api-token-row.entity.js';
import { ApiTokenSecretRow } from './api-token-secret-row.entity.js';

/** An entity's columns, all of them, without its class. */
type Row<Entity> = { readonly [Column in keyof Entity]: Entity[Column] };

/** The first row of a token, and of its one secret. */
export async function insertApiToken(manager: EntityManager, token: IssuedToken, version: number): Promise<void> {
  await manager.insert(ApiTokenRow, rowOf(token, version));
  await manager.insert(ApiTokenSecretRow, secretRowsOf(token));
}

/** Brings the row of a token, and those of its secrets, to this state, whatever stood in them. */
export async function replaceApiToken(manager: EntityManager, token: IssuedToken, version: number): Promise<void> {
  await manager.update(ApiTokenRow, { id: token.tokenId }, rowOf(token, version));
  await replaceSecrets(manager, token);
}

/** A token before a transaction, and its last step in it. */
export interface TokenChange {
  readonly before: TokenState;
  readonly last: Step;
}

/** Brings rows that this transaction has locked to the state after their last step: one statement, however many. */
export async function updateApiTokens(manager: EntityManager, changes: readonly TokenChange[]): Promise<void> {
  const { sql, parameter } = updateOfRows(manager.dataSource, changes);
  await plannedQueryOf(manager)(sql('$1::text'), [parameter]);
  for (const change of changes) if (changesSecrets(change)) await replaceSecrets(manager, change.last.token);
}

/** Whether more than the token's one row changes. */
export function changesSecrets({ before, last }: TokenChange): boolean {
  return before.status !== 'none' && last.token.secrets !== before.secrets;
}

/**
 * One statement, however many rows; it leaves the tokens' secrets alone. One row is given as one: of a set the planner
 * expects a hundred rows, reads the whole of a table that is still small, and keeps to that plan as it grows.
 */
export function updateOfRows(dataSource: DataSource, changes: readonly TokenChange[]): RowChange {
  const { columns } = dataSource.getMetadata(ApiTokenRow);
  const rows = changes.map(({ last: { token, version } }) => new Map(Object.entries(rowOf(token, version))));
  const values = rows.map((row) => Object.fromEntries(columns.map(({ propertyName, databaseName }) => [databaseName, row.get(propertyName)])));
  const settings = columns.filter(({ isPrimary }) => !isPrimary).map(({ databaseName }) => `${databaseName} = given.${databaseName}`);
  const populate = values.length === 1 ? 'jsonb_populate_record' : 'jsonb_populate_recordset';
  const sql = (given: string): string => `
    UPDATE api_token AS token SET ${settings.join(', ')}
    FROM ${populate}(NULL::api_token, ${given}::jsonb) AS given WHERE token.id = given.id RETURNING true`;
  return { sql, parameter: JSON.stringify(values.length === 1 ? values[0] : values) };
}

async function replaceSecrets(manager: EntityManager, token: IssuedToken): Promise<void> {
  const secrets = secretRowsOf(token);
  await manager.delete(ApiTokenSecretRow, { tokenId: token.tokenId, hash: Not(In(secrets.map(({ hash }) => hash))) });
  await manager.upsert(ApiTokenSecretRow, secrets, ['hash']);
}

/** What the token's row holds. */
export function rowOf(token: IssuedToken, version: number): Row<ApiTokenRow> {
  return {
    id: token.tokenId,
    workspaceId: token.workspaceId,
    kind: token.kind,
    environment: token.environment,
    createdBy: token.createdBy,
    name: token.name,
    description: token.description,
    metadata: token.metadata,
    prefix: currentPrefix(token),
    scopes: token.scopes,
    allowedIps: token.allowedIps,
    notBefore: token.notBefore,
    expiresAt: token.expiresAt,
    status: token.status,
    version,
    // Nothing changes a token after its revocation, so a revoked token's last version is the revocation's.
    revokedVersion: token.status === 'revoked' ? version : null,
  };
}

/** What the rows of its secrets hold. */
export function secretRowsOf(token: IssuedToken): Row<ApiTokenSecretRow>[] {
  return token.secrets.map(({ hash, prefix, validUntil }) => ({ tokenId: token.tokenId, hash, prefix, validUntil }));
}

/** The last secret is the current one. */
export function currentPrefix(token: IssuedToken): string {
  return token.secrets.at(-1)?.prefix ?? '';
}
