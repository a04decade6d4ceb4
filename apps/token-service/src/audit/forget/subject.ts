import { type Query } from '@portcullis/event-store';
import { parseAllowlistEntry } from '@portcullis/ip-allowlist';

/** Whose addresses and user agents are meant, as it is typed. */
export type Asked =
  | { readonly kind: 'user'; readonly emailOrId: string }
  | { readonly kind: 'token'; readonly tokenId: string }
  | { readonly kind: 'address'; readonly address: string };

/** Somebody or something that acted, in one workspace. */
export interface ActingSubject {
  readonly workspaceId: string;
  /** A person, and the user tokens that acted in that person's name; or one token. */
  readonly userIds: readonly string[];
  readonly tokenIds: readonly string[];
}

/** An e-mail, the id of a user or token, or an address, told apart by their looks; undefined: it is none of these. */
export function parseSubject(text: string): Asked | undefined {
  if (/^tok_[0-9A-Za-z]{22}$/.test(text)) return { kind: 'token', tokenId: text };
  if (text.startsWith('usr_') || text.includes('@')) return { kind: 'user', emailOrId: text };
  const parsed = parseAllowlistEntry(text);
  return parsed.ok && !text.includes('/') ? { kind: 'address', address: parsed.entry } : undefined;
}

/** Whom an e-mail or id names: also those who were removed, and of an e-mail that was given twice both. Empty: nobody. */
export async function findSubjects(query: Query, asked: Exclude<Asked, { kind: 'address' }>): Promise<readonly ActingSubject[]> {
  if (asked.kind === 'token') {
    const rows = await query<{ workspaceId: string }>('SELECT workspace_id AS "workspaceId" FROM api_token WHERE id = $1', [asked.tokenId]);
    return rows.map(({ workspaceId }) => ({ workspaceId, userIds: [], tokenIds: [asked.tokenId] }));
  }
  const rows = await query<{ workspaceId: string; id: string; tokenIds: readonly string[] }>(
    `SELECT app_user.workspace_id AS "workspaceId", app_user.id,
            ARRAY(SELECT token.id FROM api_token AS token WHERE token.created_by = app_user.id AND token.kind = 'user' ORDER BY token.id) AS "tokenIds"
     FROM app_user WHERE app_user.id = $1 OR app_user.email_key = lower($1 COLLATE "C") ORDER BY app_user.id`,
    [asked.emailOrId],
  );
  return rows.map(({ workspaceId, id, tokenIds }) => ({ workspaceId, userIds: [id], tokenIds }));
}
