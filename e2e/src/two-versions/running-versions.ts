import { eventually } from '@portcullis/testing';
import type { ServiceProcess } from '../faults/world/service-process.js';
import type { World } from '../faults/world/world.js';
import { call, type Json, listIn, objectIn, textIn } from '../json-answer.js';

/** Replaces a process by another version of itself, on the same data. */
export async function startAs(service: ServiceProcess, build: string): Promise<void> {
  await service.stop();
  service.runFrom(build);
  await service.start();
}

/** What a replica says of itself. */
export async function healthOf(replica: ServiceProcess): Promise<Json> {
  const health = await call(`${replica.url}/health`, { signal: AbortSignal.timeout(2_000) });
  return objectIn(objectIn(health.body, 'parts'), 'replica');
}

export async function alarmsOf(service: ServiceProcess): Promise<readonly string[]> {
  const health = await call(`${service.url}/health`, { signal: AbortSignal.timeout(2_000) });
  return listIn(health.body, 'alarms').map((alarm) => textIn(alarm, 'code'));
}

export function untilFresh(replica: ServiceProcess): Promise<void> {
  return until(replica, (state) => state['fresh'] === true);
}

/** Every replica is fresh at the head of the store, with an equal digest. */
export async function untilWhole({ database, replicas }: World): Promise<void> {
  const [head] = await database.ask<{ position: string }>('token_service', 'SELECT position FROM event_head');
  const isWhole = (state: Json): boolean =>
    state['fresh'] === true && state['digest'] === 'agrees' && Number(state['appliedPosition']) >= Number(head?.position);
  await Promise.all(replicas.map((replica) => until(replica, isWhole)));
}

function until(replica: ServiceProcess, isSo: (state: Json) => boolean): Promise<void> {
  return eventually(
    async () => {
      const state = await healthOf(replica);
      if (!isSo(state)) throw new Error(`${replica.name}: ${JSON.stringify(state)}`);
    },
    { timeoutMs: 30_000, intervalMs: 50 },
  );
}
