import type { IssuedToken } from '@portcullis/token';
import type { EntityManager } from 'typeorm';
import { In, Not } from 'typeorm';
import { ApiTokenRow } from './api-token-row.entity.js';
import { ApiTokenSecretRow } from './api-token-secret-row.entity.js';

/** An entity's columns, all of them, without its class. */
type Row<Entity> = { readonly [Column in keyof Entity]: Entity[Column] };

/** The first row of a token, and of its one secret. */
export async function insertApiToken(manager: EntityManager, token: IssuedToken, version: number): Promise<void> {
  await manager.insert(ApiTokenRow, rowOf(token, version));
  await manager.insert(ApiTokenSecretRow, secretRowsOf(token));
}

/** Brings rows that this transaction has locked to the state after the event of that version. */
export async function updateApiToken(
  manager: EntityManager,
  before: IssuedToken,
  token: IssuedToken,
  version: number,
): Promise<void> {
  await manager.update(ApiTokenRow, { id: token.tokenId }, rowOf(token, version));
  if (token.secrets !== before.secrets) await replaceSecrets(manager, token);
}

async function replaceSecrets(manager: EntityManager, token: IssuedToken): Promise<void> {
  const secrets = secretRowsOf(token);
  await manager.delete(ApiTokenSecretRow, { tokenId: token.tokenId, hash: Not(In(secrets.map(({ hash }) => hash))) });
  await manager.upsert(ApiTokenSecretRow, secrets, ['hash']);
}

function rowOf(token: IssuedToken, version: number): Row<ApiTokenRow> {
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

function secretRowsOf(token: IssuedToken): Row<ApiTokenSecretRow>[] {
  return token.secrets.map(({ hash, prefix, validUntil }) => ({ tokenId: token.tokenId, hash, prefix, validUntil }));
}

/** The last secret is the current one. */
export function currentPrefix(token: IssuedToken): string {
  return token.secrets.at(-1)?.prefix ?? '';
}
