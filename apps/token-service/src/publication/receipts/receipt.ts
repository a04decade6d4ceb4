import { z } from 'zod';

const replicaConfirmation = z.strictObject({
  service: z.string(),
  boot: z.string().meta({ description: 'One life of one process that checks tokens.' }),
  appliedPosition: z.int().nullable().meta({ description: 'Highest position the boot has told; null before its first.' }),
  confirmedBy: z.enum(['application', 'bound', 'goodbye']).nullable().meta({
    description:
      '`application`: it works, or is refused, there exactly as changed. `bound`: the boot has outlived its own staleness bound since the change, so it refuses or is current. `goodbye`: it said that it stopped serving. null: not yet.',
  }),
});

/** What a change returns: its position, and which replicas are known to act on it. */
export const receiptSchema = z
  .strictObject({
    position: z.int(),
    confirmed: z.boolean().meta({ description: 'Whether every replica is known to act on the change.' }),
    href: z.string().meta({ description: 'Where to ask again, answered by any instance.' }),
    replicas: z.array(replicaConfirmation).readonly(),
  })
  .meta({ id: 'Receipt' });

/** How one boot is known to act on a change. */
export type ReplicaConfirmation = z.output<typeof replicaConfirmation>;
export type Receipt = z.output<typeof receiptSchema>;

export abstract class Receipts {
  /** Waits until the change is confirmed, at most CONFIRM_WAIT_MS; holds no transaction and no connection meanwhile. */
  abstract confirm(position: number): Promise<Receipt>;
  /** What is known now. */
  abstract read(position: number): Promise<Receipt>;
}
