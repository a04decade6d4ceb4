import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ServiceLog } from '@portcullis/service-kit';
import { createTestDatabase, eventually, ManualClock, type TestDatabase } from '@portcullis/testing';
import { type IdentityService, startIdentity } from '../../identity/identity-service.spec-kit.js';
import { newMember, newOwner, type Person, withDataSource } from '../../identity/people.spec-kit.js';
import { ChangeUser } from './change-user.command.js';
import { ChangeUserHandler } from './change-user.handler.js';
import { TokensLeft } from './tokens-left.js';
import { type UserOutcome, UserTransaction } from './user-transaction.js';

let database: TestDatabase;
let service: IdentityService;
let owner: Person;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startIdentity(database);
});
beforeEach(async () => {
  owner = await newOwner(database);
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

const context = { actor: { type: 'system', id: 'test' }, requestId: 'req_test' } as const;
const more: UserOutcome = { outcome: 'changed', position: 1, tokens: 500, isMore: true, status: 'suspended' };
const done: UserOutcome = { ...more, isMore: false };

/** Suspended long ago by a process that is no more. */
async function abandoned(minutes: number): Promise<Person> {
  const person = await newMember(database, owner, 'member');
  await database.query(`UPDATE app_user SET status = 'suspended', tokens_pending_since = now() - make_interval(mins => $2) WHERE id = $1`, [person.id, minutes]);
  return person;
}

class KeptLog extends ServiceLog {
  readonly warned: object[] = [];
  override debug(): void {}
  override info(): void {}
  override warn(details: object): void {
    this.warned.push(details);
  }
  override error(): void {}
}

/** The loop, while `goOn` is what becomes of a person's next tokens. */
async function whileLeft(goOn: UserTransaction['goOn'], look: (left: TokensLeft, warned: readonly object[]) => Promise<void>): Promise<void> {
  const log = new KeptLog();
  await withDataSource(database, async (dataSource) => {
    const transaction = new UserTransaction(dataSource, new ManualClock());
    jest.spyOn(transaction, 'goOn').mockImplementation(goOn);
    const left = new TokensLeft(dataSource, transaction, log);
    left.onApplicationBootstrap();
    try {
      await look(left, log.warned);
    } finally {
      await left.beforeApplicationShutdown();
    }
  });
}

describe('what a change of a person left to be narrowed', () => {
  it('is narrowed though that of others fails, who waited longer, however many they are', async () => {
    const bad: string[] = [];
    for (let at = 0; at < 11; at += 1) bad.push((await abandoned(10 + at)).id);
    const good = await abandoned(5);
    const reached = new Set<string>();
    const goOn: UserTransaction['goOn'] = ({ userId }) => {
      reached.add(userId);
      return bad.includes(userId) ? Promise.reject(new Error('a row that cannot be understood')) : Promise.resolve(done);
    };
    await whileLeft(goOn, async (_left, warned) => {
      await eventually(() => { expect(reached).toContain(good.id); }, { timeoutMs: 10_000 });
      expect(warned).toContainEqual(expect.objectContaining({ userId: bad[0] }));
    });
    await database.query('UPDATE app_user SET tokens_pending_since = NULL');
  });

  it('does not keep a stop waiting for more than the transaction under way', async () => {
    await abandoned(5);
    let transactions = 0;
    const endless: UserTransaction['goOn'] = async () => {
      transactions += 1;
      await new Promise((resume) => setImmediate(resume));
      return more;
    };
    await whileLeft(endless, async (left) => {
      await eventually(() => { expect(transactions).toBeGreaterThan(1); });
      await left.beforeApplicationShutdown();
      const after = transactions;
      await new Promise((resume) => setImmediate(resume));
      expect(transactions).toBe(after);
    });
    await database.query('UPDATE app_user SET tokens_pending_since = NULL');
  });
});

describe('work at a person’s tokens that was begun for a status', () => {
  it('changes nothing once the person has another one, and says so to who asked for it', async () => {
    const person = await newMember(database, owner, 'member');
    const target = { workspaceId: owner.workspaceId, userId: person.id };
    await database.query('UPDATE app_user SET tokens_pending_since = now() WHERE id = $1', [person.id]);
    await withDataSource(database, async (dataSource) => {
      const transaction = new UserTransaction(dataSource, new ManualClock());
      expect(await transaction.goOn(target, 'suspended', context)).toEqual({ outcome: 'overtaken' });
      expect(await database.query('SELECT FROM app_user WHERE id = $1 AND tokens_pending_since IS NOT NULL', [person.id])).toHaveLength(1);
      jest.spyOn(transaction, 'change').mockResolvedValue(more);
      const wish = { actorId: owner.id, wishFor: () => undefined, confirm: () => undefined };
      const handler = new ChangeUserHandler(transaction, dataSource, new ManualClock());
      expect(await handler.execute(new ChangeUser(target, wish, context))).toEqual({ outcome: 'overtaken' });
    });
  });
});
