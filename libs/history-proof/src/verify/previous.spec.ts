import { describe, expect, it } from '@jest/globals';
import type { ExportHeader } from '../export/format.js';
import { headerLine } from '../export/write-lines.js';
import { formatPreviousCheckpoint, readPreviousCheckpoint } from './previous.js';
import { found, newSigner, smallHistory, TOKEN, verifyLines, WHOLE_STORE, WORKSPACE, WrittenHistory } from './written-history.spec-kit.js';

const history = smallHistory();
const { signer } = history;
const key = signer.vkey;
const scopes = [WORKSPACE, TOKEN, WHOLE_STORE] as const;

/** The same events but for one, signed by the same key: whoever has the key and the database can make it. */
const rewritten = new WrittenHistory(signer);
for (const [at, { workspaceId, stream, origin }] of history.events.entries()) rewritten.add({ workspaceId, stream, origin, ...(at === 2 && { data: { rewritten: true } }) });

describe('a log that was rewritten and signed again', () => {
  it.each(scopes)('holds by itself as an export of a $type, as nobody could tell', async (scope) => {
    expect(await found(verifyLines(await rewritten.lines(scope), { key }))).toBe('holds');
  });

  it.each(scopes)('is seen by an earlier checkpoint as an export of a $type', async (scope) => {
    const previous = { note: history.note(8), workspace: null };
    expect(await found(verifyLines(await rewritten.lines(scope, { previousSize: 8 }), { key, previous }))).toMatch(/^(history_rewritten|previous_workspace_unproved)$/);
    expect(await found(verifyLines(await history.lines(scope, { previousSize: 8 }), { key, previous }))).toBe('holds');
  });

  it('is seen by a workspace’s kept checkpoint at the event where it was, with no proof in the export', async () => {
    const previous = await history.kept('wsp_1', 8);
    expect(await verifyLines(await rewritten.lines(WORKSPACE), { key, previous })).toMatchObject({ finding: { code: 'history_rewritten' }, event: { position: 7 } });
    expect(await verifyLines(await history.lines(WORKSPACE), { key, previous })).toMatchObject({ verdict: 'holds', previous: { size: 8 } });
  });

  it('is seen where its size is the earlier one’s', async () => {
    for (const scope of scopes) {
      expect(await found(verifyLines(await rewritten.lines(scope), { key, previous: { note: history.note(), workspace: null } }))).toBe('history_rewritten');
      expect(await found(verifyLines(await history.lines(scope), { key, previous: { note: history.note(), workspace: null } }))).toBe('holds');
    }
  });

  it('is seen where it was set back to an earlier size', async () => {
    expect(await found(verifyLines(await history.lines(WORKSPACE, { size: 8 }), { key, previous: await history.kept('wsp_1') }))).toBe('previous_newer');
  });

  it('is seen where a workspace’s former history is left behind in the tree and another one written after it', async () => {
    // The tree goes on from the earlier one; the chain that the export shows is another.
    const forked = smallHistory(signer);
    const other = new WrittenHistory(signer);
    for (let at = 0; at < 4; at += 1) other.add({ workspaceId: 'wsp_1', stream: 'token/tok_a', data: { other: true } });
    const previous = { note: history.note(), workspace: null };
    const lines = await forked.lines(WORKSPACE, { previousSize: 16, events: other.events });
    expect(await found(verifyLines(lines, { key, previous }))).not.toBe('holds');
  });
});

/** The header of an export, with something of it changed. */
function withHeader([header = Buffer.of(), ...rest]: readonly Buffer[], change: (header: ExportHeader) => ExportHeader): Buffer[] {
  return [Buffer.from(headerLine(change(JSON.parse(header.toString()) as ExportHeader))), ...rest];
}

describe('an earlier checkpoint', () => {
  it('is not gone on from where the export leaves out how far the workspace was: another history may stand behind the former', async () => {
    const lines = withHeader(await history.lines(WORKSPACE, { previousSize: 8 }), (header) => ({ ...header, previous: header.previous && { ...header.previous, workspace: null } }));
    for (const previous of [{ note: history.note(8), workspace: null }, await history.kept('wsp_9', 8)]) expect(await found(verifyLines(lines, { key, previous }))).toBe('no_workspace_proof');
  });

  it('over no event is gone on from by every history', async () => {
    for (const scope of scopes) expect(await found(verifyLines(await history.lines(scope), { key, previous: { note: history.note(0), workspace: null } }))).toBe('holds');
  });

  it('of another key, another store, or altered, is not believed', async () => {
    const lines = await history.lines(WORKSPACE, { previousSize: 8 });
    const with_ = (note: string) => found(verifyLines(lines, { key, previous: { note, workspace: null } }));
    expect(await with_(smallHistory(newSigner()).note(8))).toBe('previous_refused');
    expect(await with_(history.note(8).replace('\n8\n', '\n9\n'))).toBe('previous_refused');
  });

  it('whose proof for the workspace is another’s, is not believed', async () => {
    const previous = await history.kept('wsp_1', 8);
    const { workspace } = previous;
    if (!workspace) throw new Error('it has one');
    const altered = { ...previous, workspace: { ...workspace, leaf: { ...workspace.leaf, count: workspace.leaf.count + 1 } } };
    expect(await found(verifyLines(await history.lines(WORKSPACE), { key, previous: altered }))).toBe('previous_workspace_unproved');
    expect(await found(verifyLines(await history.lines(WORKSPACE), { key, previous: await history.kept('wsp_2', 8) }))).toBe('previous_of_other_workspace');
  });

  it('that the export holds no proof for says nothing of the history, and is not passed over', async () => {
    const previous = { note: history.note(8), workspace: null };
    expect(await found(verifyLines(await history.lines(TOKEN), { key, previous }))).toBe('no_consistency_proof');
    expect(await found(verifyLines(await history.lines(WORKSPACE), { key, previous }))).toBe('no_workspace_proof');
  });

  it('is written and read again, bare or for a workspace', async () => {
    for (const previous of [await history.kept('wsp_1', 8), await history.kept('wsp_9', 8)]) expect(readPreviousCheckpoint(formatPreviousCheckpoint(previous))).toEqual(previous);
    expect(readPreviousCheckpoint(history.note(8))).toEqual({ note: history.note(8), workspace: null });
    for (const text of ['', 'x', 'portcullis-workspace-checkpoint/v1\n{}\n\nx', formatPreviousCheckpoint({ note: 'x', workspace: null })]) expect(readPreviousCheckpoint(text)).toBeUndefined();
  });
});
