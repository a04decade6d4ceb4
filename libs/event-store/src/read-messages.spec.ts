import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import { commit, openStore, tokenEvent, unpublished } from './event-store.spec-kit.js';
import { readLatestMessages, readMessages } from './read-messages.js';

let store: TestDatabase;
beforeAll(async () => {
  store = await openStore();
  for (let version = 0; version < 3; version += 1) await commit(store, [tokenEvent('tok_a', version), tokenEvent('tok_b', version)]);
  await commit(store, [unpublished(tokenEvent('usage/tok_a', 0))]);
});
afterAll(() => store.drop());

function firstEightBytes(value: Buffer): bigint {
  return createHash('sha256').update(value).digest().readBigUInt64BE();
}

describe('stored messages', () => {
  it('carry the position and time of their event, and are the bytes that every send repeats', async () => {
    const [first] = await readMessages(store.query, 0, 1, 10);
    expect(JSON.parse(first?.value.toString('utf8') ?? '')).toMatchObject({ position: 1, tokenId: 'tok_a', version: 1, time: expect.stringMatching(/Z$/) });
  });

  it('are read in position order between two positions, at most so many, and an event without one is passed over', async () => {
    expect((await readMessages(store.query, 1, 7, 100)).map(({ position }) => position)).toEqual([2, 3, 4, 5, 6]);
    expect((await readMessages(store.query, 1, 3, 100)).map(({ position }) => position)).toEqual([2, 3]);
    expect((await readMessages(store.query, 1, 7, 2)).map(({ position }) => position)).toEqual([2, 3]);
  });

  it('tell by how much the content digest moves: their own part, and that of the key’s message before', async () => {
    const messages = await readMessages(store.query, 0, 7, 100);
    for (const [at, message] of messages.entries()) {
      const before = messages.slice(0, at).findLast(({ key }) => key === message.key);
      expect(message.digestPart).toBe(firstEightBytes(message.value));
      expect(message.previousDigestPart).toBe(before?.digestPart ?? 0n);
    }
  });

  it('can be read as a compacted topic holds them: the newest of each key up to a position', async () => {
    expect((await readLatestMessages(store.query, 0, 7, 100)).map(({ position }) => position)).toEqual([5, 6]);
    expect((await readLatestMessages(store.query, 0, 4, 100)).map(({ position }) => position)).toEqual([3, 4]);
  });
});
