import { eventually } from '@portcullis/testing';
import { call, objectIn } from '../json-answer.js';
import type { History } from './history/history.js';
import { opens, type TokenLife } from './history/token-life.js';
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
  for (const replica of world.replicas) for (const [life, revoked] of expected) await answersAs(history, replica, life, statusFor(life, revoked));
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
    life.issueConfirmedMs = performance.now();
    life.revokeBegunMs = performance.now();
    const revoked = await owner.revoke(service, life.id);
    if (revoked === undefined) throw new Error(`${service.name} revokes no token.`);
    await untilConfirmed(owner, service, revoked.position);
    life.revokeConfirmedMs = performance.now();
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

async function stateOfEach({ database }: World, lives: readonly TokenLife[]): Promise<readonly (readonly [TokenLife, boolean])[]> {
  const revoked = await database.ask<{ id: string }>('token_service', "SELECT (regexp_match(stream, '(tok_.+)$'))[1] AS id FROM event WHERE type = 'TokenRevoked'");
  const ids = new Set(revoked.map(({ id }) => id));
  // One whose revocation is under way may be either by the time it is asked.
  return lives.filter(({ id, revokeBegunMs }) => ids.has(id) || revokeBegunMs === undefined).map((life) => [life, ids.has(life.id)] as const);
}

function statusFor(life: TokenLife, revoked: boolean): number {
  if (revoked) return 401;
  return opens(life, 'items') ? 200 : 403;
}

/** Asked again where a client revoked the token meanwhile, or the replica had no answer. */
async function answersAs(history: History, replica: ServiceProcess, life: TokenLife, expected: number): Promise<void> {
  await eventually(
    async () => {
      const status = await callReplica(history, replica, life, 'items');
      if (status !== expected && life.revokeBegunMs === undefined) throw new Error(`${replica.name} answers ${String(status)} for ${life.id}, not ${expected}.`);
      if (expected === 401 && status !== 401) throw new Error(`${replica.name} answers ${String(status)} for the revoked ${life.id}.`);
    },
    { timeoutMs: 10_000, intervalMs: 50 },
  );
}
