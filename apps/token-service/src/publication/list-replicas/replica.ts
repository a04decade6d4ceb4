import { z } from 'zod';
import type { Heard } from '../boots/probe-book.js';
import type { ReplicaBoot } from '../boots/replica-boots.js';

/** One process that checks tokens, as token-service knows it: from its probes and from the table of boots. */
export const replicaSchema = z
  .strictObject({
    object: z.literal('replica'),
    service: z.string(),
    boot: z.string().meta({ description: 'One life of one process.' }),
    status: z.enum(['new', 'serving', 'retired', 'gone']).meta({
      description:
        '`new`: it probes, and is not admitted yet. `serving`: receipts wait for it. `retired`: silent for ten seconds, never echoed again; receipts wait until it has outlived its bound. `gone`: it said goodbye or has outlived its bound, and accepts nothing any more.',
    }),
    boundMs: z.int().meta({ description: 'How old its knowledge may become before it refuses.' }),
    fresh: z.boolean().meta({ description: 'Whether its knowledge is within its bound, as far as its last probe tells.' }),
    ageMs: z.int().nullable().meta({ description: 'Age of its knowledge when it sent its last probe; null before it knows anything.' }),
    appliedPosition: z.int().nullable().meta({ description: 'Highest position it has told of this store; null before its first.' }),
    lag: z.int().nullable().meta({ description: 'Positions committed beyond that; null where it has told none.' }),
    digest: z.enum(['unknown', 'agrees', 'differs', 'unhealed']).meta({ description: 'What its comparison of content with what was published said last.' }),
    lastHeardMs: z.int().nullable().meta({ description: 'How long ago the answering instance heard its last probe; null: not since it started.' }),
  })
  .meta({ id: 'Replica' });

export type Replica = z.output<typeof replicaSchema>;

/** The store and the time against which a replica is looked at. */
export interface Moment {
  readonly storeId: string;
  /** Newest committed position. */
  readonly head: number;
  readonly monotonicMs: number;
}

/**
 * What the table and the probes say of one boot together; at least one of them has to know it.
 *
 * @param row undefined: not admitted, or not looked up.
 */
export function toReplica(row: ReplicaBoot | undefined, heard: Heard | undefined, moment: Moment): Replica {
  const identity = row ?? heard?.probe;
  if (identity === undefined) throw new Error('neither the table nor a probe knows this boot');
  const { service, boot, boundMs } = identity;
  const status = statusOf(row, heard);
  const sinceMs = heard === undefined || heard.atMs === -Infinity ? null : Math.round(moment.monotonicMs - heard.atMs);
  const ageMs = heard?.probe.ageMs == null ? null : Math.round(heard.probe.ageMs);
  return {
    object: 'replica',
    service,
    boot,
    status,
    boundMs,
    fresh: status !== 'gone' && ageMs !== null && sinceMs !== null && ageMs + sinceMs <= boundMs,
    ageMs,
    ...progressOf(row, heard, moment),
    digest: heard?.probe.digest ?? 'unknown',
    lastHeardMs: sinceMs,
  };
}

function statusOf(row: ReplicaBoot | undefined, heard: Heard | undefined): Replica['status'] {
  if (row?.gone === true || heard?.probe.phase === 'goodbye') return 'gone';
  if (row === undefined) return 'new';
  return row.phase === 'retired' ? 'retired' : 'serving';
}

/** A position told of the store before a restore is another history's. */
function progressOf(row: ReplicaBoot | undefined, heard: Heard | undefined, { storeId, head }: Moment): Pick<Replica, 'appliedPosition' | 'lag'> {
  const told = Math.max(row?.appliedPosition ?? 0, heard?.probe.store === storeId ? heard.appliedPosition : 0);
  // An empty store is applied as soon as it is told of.
  if (told === 0 && heard?.probe.store !== storeId) return { appliedPosition: null, lag: null };
  return { appliedPosition: told, lag: Math.max(0, head - told) };
}
