import type { TestDatabase } from '@portcullis/testing';
import pg from 'pg';
import type { TokenContent } from '../content/token-content.js';
import { MemoryLog } from '../memory-log.spec-kit.js';
import { loadSnapshot } from './load/load-snapshot.js';
import type { Loading } from './load/loaded-snapshot.js';
import { headChecksum, type HeadRow, SELECT_HEAD, type SnapshotHead } from './tables/snapshot-head.js';
import { Cuts } from './write/cuts.js';
import { StoredCopy } from './write/stored-copy.js';
import { WritingSession } from './write/writing-session.js';

/** What the next start would find. As that does, it throws away a copy that was altered. */
export function loadCopy(database: Pick<TestDatabase, 'connectionString'>): Promise<Loading> {
  return loadSnapshot(database, 'test', new MemoryLog(), new AbortController().signal);
}

/** @throws where there is none that could be used. */
export async function savedContent(database: Pick<TestDatabase, 'connectionString'>): Promise<TokenContent> {
  const loading = await loadCopy(database);
  if (loading.result !== 'loaded') throw new Error(JSON.stringify(loading));
  return loading.snapshot.content;
}

export function idsOf(content: TokenContent): string[] {
  return Array.from({ length: content.size }, (_, row) => content.ids.text(row)).sort();
}

/** Makes the copy one of this content, as somebody does who may write to it and knows how. */
export async function saveCopy(database: TestDatabase, content: TokenContent, { offset = 0, position = 0, store = 'store-1' } = {}): Promise<void> {
  const client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
  const cuts = new Cuts(() => 0);
  const closing = new AbortController();
  cuts.proven({ offset, position, store, content });
  const onSaved = (): void => {
    closing.abort();
  };
  const copy = await StoredCopy.open(client);
  await new WritingSession(copy, { cuts, logIdentity: 'memory', closing: closing.signal, replaced: new AbortController().signal, isAltered: () => false, onSaved }).run();
  await client.end();
}

/** Changes what is noted with the pages, with a checksum that fits. */
export async function forgeHead(database: TestDatabase, change: Partial<SnapshotHead>): Promise<void> {
  const [row] = await database.query<HeadRow>(SELECT_HEAD);
  if (row === undefined) throw new Error('there is no snapshot');
  const forged: SnapshotHead = { ...row, ...change };
  await database.query(
    `UPDATE portcullis_replica.snapshot SET understanding = $1, log_identity = $2, topic = $3, store = $4, next_offset = $5, digest = $6, rows = $7, texts = $8, checksum = $9`,
    [forged.understanding, forged.logIdentity, forged.topic, forged.store, forged.nextOffset, forged.digest, forged.rows, forged.texts, headChecksum(forged)],
  );
}
