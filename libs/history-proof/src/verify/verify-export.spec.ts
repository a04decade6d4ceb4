import { describe, expect, it } from '@jest/globals';
import { found, FROM, newSigner, smallHistory, STORE, TOKEN, verifyLines, WHOLE_STORE, WORKSPACE, WrittenHistory } from './written-history.spec-kit.js';

const history = smallHistory();
const key = history.signer.vkey;
const scopes = [WORKSPACE, TOKEN, WHOLE_STORE] as const;

describe('a history that nobody touched', () => {
  it.each(scopes)('of $type holds, however it is cut into pieces', async (scope) => {
    const lines = await history.lines(scope);
    for (const pieceBytes of [1, 7, 100, 65_536]) expect(await verifyLines(lines, { key }, pieceBytes)).toMatchObject({ verdict: 'holds', scope, storeId: STORE, events: lines.length - 2, forgotten: 0 });
  });

  it('holds after addresses and user agents were forgotten, and says how many', async () => {
    const forgotten = smallHistory(history.signer);
    const events = forgotten.events.filter(({ workspaceId }) => workspaceId === WORKSPACE.id).map((event, at) => ({ ...event, origin: at % 2 === 0 ? null : { address: null, userAgent: null } }));
    expect(await verifyLines(await forgotten.lines(WORKSPACE, { events }), { key })).toMatchObject({ verdict: 'holds', events: 8, forgotten: 8 });
  });

  it('holds with names and numbers that are rarely written', async () => {
    const odd = new WrittenHistory(history.signer);
    for (const data of [{}, { '': '"\\\n\u0001é🙂' }, { 7: 1.5, a: -1e300, b: [[], {}, [null, true, false]] }, { __proto__: 1, x: 'y'.repeat(9_000) }]) odd.add({ ...WRITTEN, data });
    expect(await found(verifyLines(await odd.lines({ type: 'workspace', id: 'wsp_1' }), { key }))).toBe('holds');
  });

  it('tells its progress', async () => {
    const lines = await history.lines(WORKSPACE);
    const told: number[] = [];
    await verifyLines(lines, { key, onProgress: ({ events }) => told.push(events) }, 1_000);
    expect(told.at(-1)).toBe(8);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
  });
});

const WRITTEN = { workspaceId: 'wsp_1', stream: 'token/tok_a' };

describe('a history of nothing', () => {
  it('holds where the store has no event at all', async () => {
    const empty = new WrittenHistory(history.signer);
    for (const scope of [WORKSPACE, WHOLE_STORE]) expect(await verifyLines(await empty.lines(scope), { key })).toMatchObject({ verdict: 'holds', events: 0 });
  });

  it('is not believed where others have events: cut from the first event on, a history looks the same', async () => {
    expect(await found(verifyLines(await history.lines({ type: 'workspace', id: 'wsp_9' }), { key }))).toBe('nothing_proved');
    expect(await found(verifyLines(await history.lines({ type: 'token', id: 'tok_9' }), { key }))).toBe('nothing_proved');
  });
});

describe('a history that is not as it was written', () => {
  it('is refused at the event that does not follow, which is named', async () => {
    const lines = await history.lines(WORKSPACE);
    expect(await verifyLines(lines.filter((_, at) => at !== 3), { key })).toEqual({
      verdict: 'does_not_hold',
      finding: { code: 'sequence_gap', expected: 3, found: 4 },
      line: 4,
      event: { position: 7, stream: 'usage/tok_a', version: 2, type: 'TokenUpdated', time: '2026-11-23T00:00:00.007Z' },
    });
  });

  it.each([
    [WORKSPACE, 'tail_missing'],
    [WHOLE_STORE, 'tail_missing'],
  ] as const)('is refused where the tail of a $type is cut and the end told anew', async (scope, code) => {
    const events = history.events.filter(({ workspaceId }) => scope.type === 'store' || workspaceId === scope.id).slice(0, -1);
    expect(await found(verifyLines(await history.lines(scope, { events }), { key }))).toBe(code);
  });

  it('is refused where it goes on beyond its checkpoint', async () => {
    const longer = smallHistory(history.signer).add(WRITTEN);
    const events = longer.events.filter(({ workspaceId }) => workspaceId === WORKSPACE.id);
    expect(await found(verifyLines(await longer.lines(WORKSPACE, { size: 16, events: events.slice(0, 8) }), { key }))).toBe('holds');
    await expect(longer.lines(WORKSPACE, { size: 16, events })).rejects.toThrow(RangeError);
    const [header, ...rest] = await longer.lines(WORKSPACE);
    const [old] = await longer.lines(WORKSPACE, { size: 16 });
    expect(await found(verifyLines([old ?? header ?? Buffer.of(), ...rest], { key }))).toBe('beyond_checkpoint');
  });

  it('is refused where an address is another than the one that was hashed', async () => {
    for (const origin of [{ ...FROM, address: { value: '192.0.2.8', salt: FROM.address?.salt ?? '' } }, { ...FROM, userAgent: { value: 'curl/8', salt: 'c2'.repeat(16) } }]) {
      const events = history.events.filter(({ workspaceId }) => workspaceId === WORKSPACE.id).map((event, at) => (at === 4 ? { ...event, origin } : event));
      expect(await verifyLines(await history.lines(WORKSPACE, { events }), { key })).toMatchObject({ finding: { code: 'origin_differs' }, line: 6, event: { position: 9 } });
    }
  });

  it('is refused where it is another’s, or says that it is another’s', async () => {
    const events = history.events.filter(({ workspaceId }) => workspaceId === 'wsp_2');
    expect(await found(verifyLines(await history.lines(WORKSPACE, { events }), { key }))).toBe('other_workspace');
    expect(await found(verifyLines(await history.lines(TOKEN, { events }), { key }))).toBe('other_token');
    expect(await found(verifyLines(await history.lines({ type: 'store', id: 'sto_2' }), { key }))).toBe('other_store');
  });

  it('is refused where a token’s events lack one, or one of them is not in the tree', async () => {
    const lines = await history.lines(TOKEN);
    expect(await found(verifyLines(lines.filter((_, at) => at !== 5), { key }))).toBe('version_gap');
    const forged = smallHistory(history.signer);
    const other = new WrittenHistory(history.signer).add({ ...WRITTEN, data: { forged: true } });
    const events = forged.events.filter(({ stream }) => stream.endsWith('tok_a')).map((event, at) => (at === 0 ? { ...event, bytes: other.events[0]?.bytes ?? event.bytes } : event));
    expect(await found(verifyLines(await forged.lines(TOKEN, { events }), { key }))).toBe('not_in_checkpoint');
  });

  it('cannot be told from a whole one where a token’s last events are cut, which nobody says it could', async () => {
    const events = history.events.filter(({ stream }) => stream.endsWith('tok_a')).slice(0, -1);
    expect(await found(verifyLines(await history.lines(TOKEN, { events }), { key }))).toBe('holds');
  });
});

describe('a key', () => {
  it('that is another refuses every history, whatever its name', async () => {
    for (const name of ['portcullis', 'other']) expect(await found(verifyLines(await history.lines(WORKSPACE), { key: newSigner(name).vkey }))).toBe('checkpoint_refused');
  });

  it('that is none is no finding', async () => {
    await expect(verifyLines(await history.lines(WORKSPACE), { key: 'portcullis+00000000+AAAA' })).rejects.toThrow(TypeError);
  });
});
