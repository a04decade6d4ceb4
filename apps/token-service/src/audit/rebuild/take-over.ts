import { readFacts } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import type { DataSource, EntityManager } from 'typeorm';
import { tokenStream, usageStream } from '../../tokens/streams.js';
import { insertApiToken, replaceApiToken } from '../../tokens/read-model/write-api-token.js';
import { whenFree } from '../when-free.js';
import { useAfter, type UseAgain } from './compare-uses.js';
import type { Difference } from './difference.js';
import { issued, tokenAfter, type TokenAgain } from './token-again.js';

const ALL_OF_IT = Number.MAX_SAFE_INTEGER;

/**
 * Makes one row what its events make of it: a transaction of its own, which holds that row as a change of the token would, and
 * reads the events only then. A row that others hold is waited for.
 */
export async function takeOver(dataSource: DataSource, { table, id }: Difference): Promise<void> {
  await whenFree(() => dataSource.transaction((manager) => (table === 'api_token' ? takeOverToken(manager, id) : takeOverUse(manager, id))));
}

async function takeOverToken(manager: EntityManager, id: string): Promise<void> {
  const query = queryOf(manager);
  const held = await query('SELECT id FROM api_token WHERE id = $1 FOR UPDATE', [id]);
  const facts = (await readFacts(query, [{ stream: tokenStream(id), version: ALL_OF_IT }])).get(tokenStream(id)) ?? [];
  const token = facts.reduce<TokenAgain | undefined>(tokenAfter, undefined);
  if (token === undefined) {
    await query('DELETE FROM api_token_secret WHERE token_id = $1', [id]);
    await query('DELETE FROM api_token WHERE id = $1', [id]);
    return;
  }
  if (held.length > 0) await replaceApiToken(manager, issued(token), token.version);
  else await insertApiToken(manager, issued(token), token.version);
  await query('UPDATE api_token SET created_at = $2 WHERE id = $1', [id, token.createdAt]);
}

async function takeOverUse(manager: EntityManager, id: string): Promise<void> {
  const query = queryOf(manager);
  await query('INSERT INTO token_usage (token_id) VALUES ($1) ON CONFLICT (token_id) DO NOTHING', [id]);
  await query('SELECT token_id FROM token_usage WHERE token_id = $1 FOR NO KEY UPDATE', [id]);
  const facts = (await readFacts(query, [{ stream: usageStream(id), version: ALL_OF_IT }])).get(usageStream(id)) ?? [];
  const use = facts.reduce<UseAgain | undefined>(useAfter, undefined);
  await query(
    `UPDATE token_usage SET recorded_version = $2, recorded_accepted = $3, recorded_last_used_at = $4, last_used_at = greatest(last_used_at, $4)
     WHERE token_id = $1`,
    [id, use?.version ?? 0, use?.usage.accepted ?? 0, use?.usage.lastUsedAt ?? null],
  );
}
