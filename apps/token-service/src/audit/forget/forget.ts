import type { Query } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import type { DataSource } from 'typeorm';
import { forgetOriginsAt, forgetOriginsOf } from './forget-origins.js';
import { forgetUse, tokensUsedFrom } from './forget-uses.js';
import { type Forgotten, ForgettingEvents } from './forgetting-events.js';
import { type ActingSubject, type Asked, findSubjects } from './subject.js';

/**
 * Deletes the addresses and user agents of a subject wherever they are kept, with their salts. The history of each workspace
 * concerned says that it began and, in the end, how many rows; nothing of whom. The events before it stay as they are, with
 * hashes that nobody can guess back; every chain verifies as before. In small transactions: what was stopped halfway is run
 * again.
 *
 * Of a token's use first, and only then of events: whoever records a use reads the address beside it, under the row that is
 * held to take it away. So what was recorded before is found among the events, and what is recorded after has none.
 *
 * @returns undefined: there is no such user or token; of an address, the workspaces where anything was found
 */
export async function forget(dataSource: DataSource, asked: Asked): Promise<readonly Forgotten[] | undefined> {
  const history = new ForgettingEvents(dataSource, asked.kind);
  if (asked.kind === 'address') {
    await forgetAddress(dataSource, asked.address, history);
  } else {
    const subjects = await findSubjects(queryOf(dataSource.manager), asked);
    if (subjects.length === 0) return undefined;
    for (const subject of subjects) await forgetActor(dataSource, subject, history);
  }
  return history.end();
}

async function forgetActor(dataSource: DataSource, { workspaceId, userIds, tokenIds }: ActingSubject, history: ForgettingEvents): Promise<void> {
  const query = queryOf(dataSource.manager);
  await history.begin(workspaceId);
  for (const tokenId of tokenIds) history.add(workspaceId, { uses: await forgetUse(dataSource, tokenId) });
  history.add(workspaceId, { sessions: await forgetSessions(query, 'user_id = ANY ($1::text[]) AND (address IS NOT NULL OR user_agent IS NOT NULL)', [userIds]) });
  for (const actor of [...userIds, ...tokenIds]) history.add(workspaceId, { events: await forgetOriginsOf(query, workspaceId, actor) });
}

async function forgetAddress(dataSource: DataSource, address: string, history: ForgettingEvents): Promise<void> {
  const query = queryOf(dataSource.manager);
  for (const { workspaceId, tokenId } of await tokensUsedFrom(query, address)) {
    await history.begin(workspaceId);
    history.add(workspaceId, { uses: await forgetUse(dataSource, tokenId, address) });
  }
  await forgetSessionsAt(query, address, history);
  // Neither belongs to a workspace; both go by themselves within minutes.
  await query('UPDATE leaked_secret SET address = NULL, user_agent = NULL WHERE address = $1', [address]);
  await query('DELETE FROM login_failure WHERE address_block >>= $1::inet', [address]);
  await forgetOriginsAt(query, address, history);
}

async function forgetSessionsAt(query: Query, address: string, history: ForgettingEvents): Promise<void> {
  const found = await query<{ id: string; workspaceId: string }>(
    'SELECT session.id, app_user.workspace_id AS "workspaceId" FROM session JOIN app_user ON app_user.id = session.user_id WHERE session.address = $1::inet',
    [address],
  );
  for (const { id, workspaceId } of found) {
    await history.begin(workspaceId);
    history.add(workspaceId, { sessions: await forgetSessions(query, 'id = $1 AND address = $2::inet', [id, address]) });
  }
}

/** @returns of how many */
async function forgetSessions(query: Query, condition: string, values: readonly unknown[]): Promise<number> {
  return (await query(`UPDATE session SET address = NULL, user_agent = NULL WHERE ${condition} RETURNING id`, values)).length;
}
