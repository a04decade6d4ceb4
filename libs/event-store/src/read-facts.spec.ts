import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { commit, context, openStore, tokenEvent, unpublished } from './event-store.spec-kit.js';
import { readStream } from './read.js';
import { readFacts } from './read-facts.js';

let store: TestDatabase;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.drop());

let streams = 0;

describe('facts', () => {
  it('are the events without proof and cause, whatever text stands in them', async () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(',"data":{}', ',"stream":"', '"', '\\', ',"workspaceId":"é"', '\\",\\"data\\":'));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), text, async (texts, actor) => {
        fc.pre(!`${texts.join('')}${actor}`.includes('\0'));
        const stream = `token/${(streams += 1)}`;
        const events = texts.map((data, version) => unpublished({ ...tokenEvent(stream, version), data: { [data]: data } }));
        await commit(store, events, { ...context, actor: { type: 'user', id: actor } });
        const recorded = await readStream(store.query, stream);
        const expected = recorded.map(({ position, time, version, type, schemaVersion, data }) => ({ position, time, stream, version, type, schemaVersion, data }));
        expect((await readFacts(store.query, [{ stream, version: texts.length }])).get(stream)).toMatchObject(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('are cut where they should be in the shortest of envelopes', async () => {
    const event = { stream: 's', expectedVersion: 0, type: 'T', schemaVersion: 1, workspaceId: 'w', data: {} };
    await commit(store, [event], { actor: { type: 'user', id: 'u' }, requestId: 'r' });
    expect((await readFacts(store.query, [{ stream: 's', version: 1 }])).get('s')).toMatchObject([{ version: 1, data: {} }]);
  });

  it('end where they are asked to, and of no stream there are none', async () => {
    await commit(store, [0, 1, 2].map((version) => unpublished(tokenEvent('token/cut', version))));
    const facts = await readFacts(store.query, [{ stream: 'token/cut', version: 2 }, { stream: 'token/none', version: 9 }]);
    expect(facts.get('token/cut')?.map(({ version }) => version)).toEqual([1, 2]);
    expect(facts.get('token/none')).toEqual([]);
    expect((await readFacts(store.query, [])).size).toBe(0);
  });
});
