import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { append, type Query } from '@portcullis/event-store';
import { type WorkspaceCommitment, workspacesRoot } from '@portcullis/history-proof';
import { hash } from 'node:crypto';
import { EvidenceStore } from '../evidence-store.spec-kit.js';
import { type SignedWorkspaces, workspacesToSign } from './signed-workspaces.js';
import { endsAt } from './workspace-ends.js';
import { WorkspaceTree } from './workspace-tree.js';

/** In the order of their bytes; another than that of UTF-16, and than that of any language. */
const IDS = ['A', 'B', 'Z', 'a', 'b', 'z', 'Ä', 'ä', 'ß', 'é', '\uFF5E', '\u{1F600}'];

let store: EvidenceStore;
beforeEach(async () => {
  store = await EvidenceStore.open();
});
afterEach(() => store.drop());

/** One event of each of these workspaces, brought into the tree. */
async function appendOf(ids: readonly string[]): Promise<void> {
  const { length: before } = await store.bytes();
  const events = ids.map((workspaceId, at) => ({ stream: `token/tok_${before + at}`, expectedVersion: 0, type: 'TokenIssued', schemaVersion: 1, workspaceId, data: {} }));
  await store.database.transaction((query) => append(query, events, { actor: { type: 'system', id: 'spec' }, requestId: 'req_spec' }));
  await store.follower().followAll();
}

/** What the verifier computes: from nothing but the bytes. */
async function rootOfBytes(): Promise<Buffer> {
  const ends = new Map<string, WorkspaceCommitment>();
  for (const bytes of await store.bytes()) {
    const { workspaceId, workspaceSequence } = JSON.parse(bytes.toString()) as { workspaceId: string; workspaceSequence: number };
    ends.set(workspaceId, { workspaceId, count: workspaceSequence, lastHash: hash('sha256', bytes) });
  }
  return workspacesRoot([...ends.values()]);
}

async function sign(before?: SignedWorkspaces, query: Query = store.evidence.query): Promise<SignedWorkspaces> {
  return workspacesToSign(query, 'sto_1', (await store.bytes()).length, before);
}

describe('the workspaces that are signed', () => {
  it.each([['C'], ['und-x-icu'], ['en-x-icu']])('have the root that a verifier computes from the bytes, in a database that orders text by %s', async (collation) => {
    await store.tamper(`ALTER TABLE event ALTER COLUMN workspace_id TYPE text COLLATE "${collation}"`, `ALTER TABLE evidence_workspace ALTER COLUMN workspace_id TYPE text COLLATE "${collation}"`);
    await appendOf(IDS.toReversed());
    const first = await sign();
    expect(await first.tree.root()).toEqual(await rootOfBytes());
    expect((await first.tree.prove('\u{1F600}'))?.index).toBe(IDS.length - 1);
    await appendOf(['b', 'y', 'É', 'b']);
    expect(await (await sign(first)).tree.root()).toEqual(await rootOfBytes());
    expect(await (await sign()).tree.root()).toEqual(await rootOfBytes());
    expect(await WorkspaceTree.of(await endsAt(store.evidence.query, IDS.length + 4)).root()).toEqual(await rootOfBytes());
  });

  it('are read again only as far as they had events since they were signed last', async () => {
    await appendOf(IDS);
    const first = await sign();
    await appendOf(['b', 'y', 'b']);
    let rows = 0;
    const counted: Query = async <R extends object>(sql: string, params?: readonly unknown[]) => {
      const found = await store.evidence.query<R>(sql, params);
      rows += found.length;
      return found;
    };
    const second = await sign(first, counted);
    expect(rows).toBe(4);
    expect(await second.tree.root()).toEqual(await rootOfBytes());
    expect(await first.tree.prove('y')).toBeUndefined();
    expect((await second.tree.prove('b'))?.leaf.count).toBe(3);
  });

  it.each([
    ['deleted', `DELETE FROM event WHERE position = ${IDS.length + 1}`],
    ['made another workspace’s', `UPDATE event SET workspace_id = 'y', workspace_sequence = 3 WHERE position = ${IDS.length + 1}`],
    ['made that of a workspace of nobody', `UPDATE event SET workspace_id = 'nobody' WHERE position = ${IDS.length + 1}`],
  ])('are not signed over the only new event of a workspace that was %s since', async (_what, statement) => {
    await appendOf(IDS);
    const first = await sign();
    await appendOf(['b', 'y', 'y']);
    const { length: size } = await store.bytes();
    await store.tamper(statement);
    await expect(workspacesToSign(store.evidence.query, 'sto_1', size, first)).rejects.toMatchObject({ broken: { found: 'workspaces_differ' } });
  });

  it.each([
    ['shortened', `UPDATE evidence_workspace SET count = count - 1 WHERE workspace_id = 'b'`],
    ['left out', `DELETE FROM evidence_workspace WHERE workspace_id = 'b'`],
    ['made another', `UPDATE evidence_workspace SET last_hash = sha256('') WHERE workspace_id = 'b'`],
  ])('are not signed over an end that was %s since', async (_what, statement) => {
    await appendOf(IDS);
    const first = await sign();
    await appendOf(['b', 'y']);
    await store.tamper(statement);
    await expect(sign(first)).rejects.toMatchObject({ broken: { found: 'workspaces_differ' } });
  });
});
