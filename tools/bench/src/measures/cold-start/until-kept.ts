import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '../../surroundings/with-client.js';

const WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 500;
/** Where a service that keeps token states keeps them. */
const KEPT = "SELECT to_regclass('portcullis_replica.snapshot_message') IS NOT NULL AS exists";

/** Waits until the service has written every token to its database. @returns false where it keeps none at all. */
export function untilKept(databaseUrl: string, tokens: number): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ exists: boolean }>(KEPT);
    if (rows[0]?.exists !== true) return false;
    const deadlineMs = performance.now() + WITHIN_MS;
    while (performance.now() < deadlineMs) {
      const kept = await client.query<{ count: string }>('SELECT count(*) AS count FROM portcullis_replica.snapshot_message');
      if (Number(kept.rows[0]?.count) >= tokens) return true;
      await delay(LOOK_EVERY_MS);
    }
    throw new Error('the service did not write all tokens to its database in time');
  });
}
