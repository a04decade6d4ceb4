import { eventually } from '@portcullis/testing';
import { call, objectIn } from '../json-answer.js';
import type { History } from './history/history.js';
import { opens, type TokenLife, type Wish } from './history/token-life.js';
import { callReplica } from './workload/call-replica.js';
import type { OwnerClient } from './workload/owner-client.js';
import { READER } from './workload/wishes.js';
import type { ServiceProcess } from './world/service-process.js';
import type { World } from './world/world.js';

/** After a fault: silence of a killed boot (10 s), its bound, one reading again a minute, and a slow machine. */
const WITHIN_MS = 120_000;
/** Each is asked of each replica: the newest, beside those that a fault has touched. */
const TOKENS_ASKED = 150;

/**
 * Waits until the world is whole again by itself: changes of each token-service are confirmed, every replica is fresh at the store's head with
 * an equal digest, and each answers for each token as the store says.
 *
 * @throws with what is still wrong after two minutes
 */
export async function converge(world: World, owner: OwnerClient, history: History): Promise<void> {
  await eventually(() => changeIsConfirmed(world, owner), { timeoutMs: WITHIN_MS, intervalMs: 200 });
  for (const replica of world.replicas) await eventually(() => holdsWhatWasPublished(world, replica), { timeoutMs: WITHIN_MS, intervalMs: 100 });
  const expected = await stateOfEach(world, history.newest([...history.tokens.values()], TOKENS_ASKED));
  for (const replica of world.replicas) for (const one of expected) await answersAs(history, replica, one);
}

/** The store goes on taking events meanwhile, so the head is read first. */
async function holdsWhatWasPublished(world: World, replica: ServiceProcess): Promise<void> {
  const [head] = await world.database.ask<{ position: string }>('token_service', 'SELECT position FROM event_head');
  await eventually(
    async () => {
      const health = await call(`${replica.url}/health`, { signal: AbortSignal.timeout(2_000) });
      const state = objectIn(objectIn(health.body, 'parts'), 'replica');
      const whole = state['fresh'] === true && state['digest'] === 'agrees' && Number(state['appliedPosition']) >= Number(head?.position);
      if (!whole) throw new Error(`${replica.name} is not at position ${head?.position ?? '?'}: ${JSON.stringify(state)}`);
    },
    { timeoutMs: 5_000, intervalMs: 50 },
  );
}

async function changeIsConfirmed({ tokenServices }: World, owner: OwnerClient): Promise<void> {
  for (const service of tokenServices) {
    const issued = await owner.issue(service, READER);
    if (issued === undefined) throw new Error(`${service.name} issues no token.`);
    const { life } = issued;
    await untilConfirmed(owner, service, issued.position);
    life.issue.confirmedMs = performance.now();
    const revocation = life.begin({ kind: 'revoke' });
    const revoked = await owner.revoke(service, life.id);
    if (revoked === undefined) throw new Error(`${service.name} revokes no token.`);
    await untilConfirmed(owner, service, revoked.position);
    revocation.confirmedMs = performance.now();
  }
}

function untilConfirmed(owner: OwnerClient, service: ServiceProcess, position: number): Promise<void> {
  return eventually(
    async () => {
      if (!(await owner.isConfirmed(service, position))) throw new Error(`${service.name} has no confirmation of position ${position}.`);
    },
    { timeoutMs: 20_000, intervalMs: 50 },
  );
}

/** A token, how many changes of it were asked for by then, and what a call of the items had to be answered. */
interface Expected {
  readonly life: TokenLife;
  readonly changes: number;
  readonly status: number;
}

/** As the tokens are in the store; only those that nobody is changing. */
async function stateOfEach({ database }: World, lives: readonly TokenLife[]): Promise<readonly Expected[]> {
  const settled = new Map(lives.filter(({ isSettled }) => isSettled).map((life) => [life.id, { life, changes: life.changes.length }]));
  const rows = await database.ask<{ id: string; status: string; scopes: Wish['scopes'] }>('token_service', 'SELECT id, status, scopes FROM api_token');
  return rows.flatMap(({ id, status, scopes }) => {
    const known = settled.get(id);
    return known === undefined ? [] : [{ ...known, status: statusFor(status === 'enabled', { ...known.life.wish, scopes }) }];
  });
}

function statusFor(isEnabled: boolean, wish: Wish): number {
  if (!isEnabled) return 401;
  return opens({ wish }, 'items') ? 200 : 403;
}

/** With its current secret. Asked again where the replica had no answer; one that was changed since may be either. */
async function answersAs(history: History, replica: ServiceProcess, { life, changes, status }: Expected): Promise<void> {
  await eventually(
    async () => {
      if (life.changes.length !== changes) return;
      const answered = await callReplica(history, replica, life, 'items');
      if (answered !== status && life.changes.length === changes) throw new Error(`${replica.name} answers ${String(answered)} for ${life.id}, not ${status}.`);
    },
    { timeoutMs: 10_000, intervalMs: 50 },
  );
}
