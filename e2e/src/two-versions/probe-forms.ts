import { PROBES_TOPIC } from '@portcullis/messages';
import { eventually } from '@portcullis/testing';
import type { World } from '../faults/world/world.js';
import { type Written, writtenTo } from './read-topic.js';

const UNHEARD = 'replica serving agrees, no store, no age';

/** Every form that a probe takes while no content differs: who says it, how the content compared last, and what that boot has counted. */
export const PROBE_FORMS = [
  'relay serving unknown, no store, no age',
  'replica serving unknown, no store, no age',
  'replica serving agrees, a store, an age',
  'replica goodbye agrees, a store, an age',
  'replica goodbye agrees, a store, no age',
  UNHEARD,
  'replica goodbye agrees, no store, no age',
];

export function probeForm({ value }: Written): string {
  const { kind, phase, digest, store, ageMs } = JSON.parse(value) as { kind: string; phase: string; digest: string; store: string | null; ageMs: number | null };
  return `${kind} ${phase} ${digest}, ${store === null ? 'no' : 'a'} store, ${ageMs === null ? 'no' : 'an'} age`;
}

/** Has the replicas say everything that a probe can say; at the end no service runs any more. */
export async function sayEveryProbe({ tokenServices, replicas, database }: World): Promise<void> {
  const [unheard, other] = replicas;
  await other.stop();
  for (const one of tokenServices) await one.stop();
  // With no relay to echo it, it says goodbye for the boot that it was, and goes on as another one that has counted nothing.
  await eventually(async () => (await newestProbe(database)) === UNHEARD, { timeoutMs: 60_000, intervalMs: 100 });
  await unheard.stop();
}

async function newestProbe(database: World['database']): Promise<string | undefined> {
  const newest = (await writtenTo(database.ask.bind(database), PROBES_TOPIC.name)).at(-1);
  return newest && probeForm(newest);
}
