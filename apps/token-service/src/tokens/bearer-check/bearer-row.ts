import type { Query } from '@portcullis/event-store';
import type { Scope } from '@portcullis/scopes';
import type { Environment, IssuedToken, Timestamp, TokenKind } from '@portcullis/token';
import type { IssuerPrincipal } from '../../identity/authenticate-caller/caller.js';

/** A token found by one of its secrets, with all that a check needs. */
export interface BearerRow extends Pick<IssuedToken, 'environment' | 'status' | 'scopes' | 'allowedIps' | 'notBefore' | 'expiresAt'> {
  readonly secret: { readonly validUntil: Timestamp | null };
  readonly principal: IssuerPrincipal;
}

interface StoredRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly created_by: string;
  readonly kind: TokenKind;
  readonly environment: Environment;
  readonly status: IssuedToken['status'];
  readonly scopes: Scope[];
  readonly allowed_ips: string[];
  readonly not_before: Date | null;
  readonly expires_at: Date | null;
  readonly valid_until: Date | null;
}

/** By the SHA-256 of the whole token: one look-up in a unique index. */
export async function findBearer(query: Query, secretHash: Buffer): Promise<BearerRow | undefined> {
  const [row] = await query<StoredRow>(
    `SELECT token.id, token.workspace_id, token.created_by, token.kind, token.environment, token.status, token.scopes, token.allowed_ips,
            token.not_before, token.expires_at, secret.valid_until
     FROM api_token_secret AS secret JOIN api_token AS token ON token.id = secret.token_id
     WHERE secret.hash = $1`,
    [secretHash],
  );
  return row && toBearerRow(row);
}

function toBearerRow(row: StoredRow): BearerRow {
  const { environment, status, scopes, allowed_ips: allowedIps } = row;
  const expiresAt = row.expires_at?.toISOString() ?? null;
  const secretExpiresAt = row.valid_until?.toISOString() ?? null;
  return {
    environment,
    status,
    scopes,
    allowedIps,
    notBefore: row.not_before?.toISOString() ?? null,
    expiresAt,
    secret: { validUntil: secretExpiresAt },
    principal: { workspaceId: row.workspace_id, tokenId: row.id, kind: row.kind, scopes, createdBy: row.created_by, secretExpiresAt, expiresAt, allowedIps },
  };
}
