import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { cookieOf, logIn, whoAmI } from '../http-client.spec-kit.js';
import { type IdentityService, startIdentity } from '../identity-service.spec-kit.js';
import { newMember, newOwner, withDataSource } from '../people.spec-kit.js';
import { openSession } from '../sessions/session-table.js';
import { resetOwner, type ResetOwnerOutcome } from './reset-owner.js';

describe('the reset of an owner', () => {
  let database: TestDatabase;
  let service: IdentityService;
  const reset = (email: string): Promise<ResetOwnerOutcome> =>
    withDataSource(database, (dataSource) => resetOwner(dataSource, { email, newPassword: 'a new password' }));

  beforeAll(async () => {
    database = await createTestDatabase();
    service = await startIdentity(database);
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('gives a new password and ends that owner’s sessions, and nobody else’s', async () => {
    const [owner, other] = [await newOwner(database), await newOwner(database)];
    const cookie = cookieOf(await logIn(service.url, owner.email, owner.password));
    const othersCookie = cookieOf(await logIn(service.url, other.email, other.password));
    expect(await reset(owner.email.toUpperCase())).toEqual({
      outcome: 'reset',
      email: owner.email,
      workspaceId: owner.workspaceId,
      sessionsEnded: 1,
    });
    expect((await whoAmI(service.url, { cookie })).status).toBe(401);
    expect((await whoAmI(service.url, { cookie: othersCookie })).status).toBe(200);
    expect((await logIn(service.url, owner.email, owner.password)).status).toBe(401);
    expect((await logIn(service.url, owner.email, 'a new password')).status).toBe(200);
  });

  it('lets an owner in who is blocked after failed log-ins', async () => {
    const owner = await newOwner(database);
    for (let time = 0; time < 10; time += 1) await logIn(service.url, owner.email, 'forgotten');
    expect((await logIn(service.url, owner.email, owner.password)).status).toBe(429);
    await reset(owner.email);
    expect((await logIn(service.url, owner.email, 'a new password')).status).toBe(200);
  });

  it('stands in the history, by the command line, each time', async () => {
    const owner = await newOwner(database);
    for (let time = 0; time < 2; time += 1) await reset(owner.email);
    const event = { type: 'PasswordReset', workspaceId: owner.workspaceId, actor: { type: 'system', id: 'command-line' }, data: {} };
    expect(await readStream(database.query, `user/${owner.id}`)).toMatchObject([{ type: 'UserCreated' }, { ...event, version: 2 }, { ...event, version: 3 }]);
  });

  it('is for owners only', async () => {
    const admin = await newMember(database, await newOwner(database), 'admin');
    expect(await reset(admin.email)).toEqual({ outcome: 'no_such_owner' });
    expect(await reset('nobody@example.com')).toEqual({ outcome: 'no_such_owner' });
    expect((await logIn(service.url, admin.email, admin.password)).status).toBe(200);
  });

  it('leaves no session to a log-in that still verified the old password', async () => {
    const owner = await newOwner(database);
    const hashBefore = await passwordHashOf(owner.id);
    const late = database.transaction(async (query) => {
      const secret = await openSession(query, owner.id, hashBefore, { address: undefined, userAgent: undefined });
      const running = reset(owner.email);
      await eventually(async () => (await waitingForLocks()) > 0);
      return { secret, running };
    });
    const { secret, running } = await late;
    expect(secret).toBeDefined();
    expect(await running).toMatchObject({ outcome: 'reset', sessionsEnded: 1 });
    expect(await openSession(database.query, owner.id, hashBefore, { address: undefined, userAgent: undefined })).toBeUndefined();
  });

  async function passwordHashOf(userId: string): Promise<string> {
    const [row] = await database.query<{ hash: string }>('SELECT password_hash AS hash FROM app_user WHERE id = $1', [userId]);
    return row?.hash ?? '';
  }

  async function waitingForLocks(): Promise<number> {
    const waiting = await database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length;
  }
});
