import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { append } from '@portcullis/event-store';
import { prepareDatabase } from '@portcullis/service-database';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { databaseSchema } from '../../database/migrations.js';
import { decisionsBefore } from './decisions-before.js';
import { EVENT_ROW, type EventRow, traceEvents } from './traced-events.js';
import { USER_DECISIONS } from './user-changes.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareDatabase(database.connectionString, databaseSchema);
});
afterAll(() => database.drop());

const MORE_THAN_LOOKED_BACK = 510;
interface Happening {
  readonly type: string;
  readonly data: { readonly role?: string; readonly grantableScopes?: null };
}
const CREATED: Happening = { type: 'UserCreated', data: { role: 'member', grantableScopes: null } };
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom('UserSuspended', 'UserResumed', 'PasswordChanged').map((type) => ({ type, data: {} })),
  fc.constantFrom('member', 'admin', 'owner').map((role) => ({ type: 'UserRoleChanged', data: { role, grantableScopes: null } })),
);

let users = 0;
async function lived(happenings: readonly Happening[]): Promise<string> {
  const stream = `user/usr_${(users += 1)}`;
  const events = happenings.map(({ type, data }, index) => ({ stream, expectedVersion: index, type, schemaVersion: 1, workspaceId: 'wsp_1', data: { ...data } }));
  for (let begin = 0; begin < events.length; begin += 500) {
    await database.transaction((query) => append(query, events.slice(begin, begin + 500), { actor: { type: 'user', id: 'usr_0' }, requestId: 'req_1' }));
  }
  return stream;
}

async function changesAt(stream: string, versions: readonly number[]) {
  const rows = await database.query<EventRow>(
    `SELECT ${EVENT_ROW} FROM event LEFT JOIN event_origin AS origin USING (position) WHERE stream = $1 AND version = ANY ($2::int[]) ORDER BY version`,
    [stream, versions],
  );
  return (await traceEvents(database.query, rows)).map(({ changes }) => changes);
}

describe('what an event of a person changed', () => {
  it('is the same whichever other events are on the page', async () => {
    const stream = fc.tuple(fc.boolean(), fc.array(happening, { minLength: 1, maxLength: 30 }), fc.array(fc.nat({ max: 30 })));
    await fc.assert(
      fc.asyncProperty(stream, async ([isMade, after, picked]) => {
        const happenings = isMade ? [CREATED, ...after] : after;
        const id = await lived(happenings);
        const all = await changesAt(id, happenings.map((_one, index) => index + 1));
        const versions = [...new Set(picked.map((index) => (index % happenings.length) + 1))].toSorted((one, other) => one - other);
        expect(await changesAt(id, versions)).toEqual(versions.map((version) => all[version - 1]));
        const statuses = all.flatMap((changes) => changes.filter(({ member }) => member === 'status'));
        for (const [index, { before }] of statuses.entries()) expect(before).toBe(index === 0 ? (isMade ? null : 'active') : statuses[index - 1]?.after);
      }),
      { numRuns: 40 },
    );
  });

  it('is told from three events at most, however long the stream is; what was decided too long before is not known', async () => {
    const passwords = Array.from({ length: MORE_THAN_LOOKED_BACK }, () => ({ type: 'PasswordChanged', data: {} }));
    const happenings = [CREATED, { type: 'UserSuspended', data: {} }, ...passwords, { type: 'UserResumed', data: {} }, { type: 'UserSuspended', data: {} }];
    const stream = await lived(happenings);
    const [decided] = await decisionsBefore(database.query, [{ stream, version: 2 }], USER_DECISIONS);
    expect(decided).toMatchObject({ event: { type: 'UserSuspended' }, before: [{ type: 'UserCreated' }], isAll: true });
    expect(await changesAt(stream, [2, happenings.length - 1, happenings.length])).toEqual([
      [{ member: 'status', before: 'active', after: 'suspended' }],
      [{ member: 'status', before: null, after: 'active' }],
      [{ member: 'status', before: 'active', after: 'suspended' }],
    ]);
  });

  it('of a workspace is told from the decision before it', async () => {
    const stream = 'workspace/wsp_1';
    const events = [30, 7, null].map((maximumTokenLifetimeDays, index) => ({ stream, expectedVersion: index, type: 'WorkspaceUpdated', schemaVersion: 1, workspaceId: 'wsp_1', data: { maximumTokenLifetimeDays } }));
    await database.transaction((query) => append(query, events, { actor: { type: 'user', id: 'usr_0' }, requestId: 'req_1' }));
    expect(await changesAt(stream, [3])).toEqual([[{ member: 'maximumTokenLifetimeDays', before: 7, after: null }]]);
  });
});
