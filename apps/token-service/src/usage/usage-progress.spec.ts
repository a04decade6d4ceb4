import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import { openUsageDatabase } from './usage-database.spec-kit.js';
import { readProgress, writeProgress } from './usage-progress.js';

const embedded = 'embedded 1';
const kafka = 'kafka 2';

let database: TestDatabase;
beforeAll(async () => {
  database = await openUsageDatabase();
});
afterAll(() => database.drop());

describe('progress on the usage topic', () => {
  it('is of one log: another one is counted from its beginning', async () => {
    await writeProgress(database.query, embedded, 500);
    expect(await readProgress(database.query, kafka)).toBeUndefined();
    expect(await readProgress(database.query, embedded)).toBe(500);
  });

  it('goes back where the topic was made again', async () => {
    await writeProgress(database.query, embedded, 3);
    expect(await readProgress(database.query, embedded)).toBe(3);
  });
});
