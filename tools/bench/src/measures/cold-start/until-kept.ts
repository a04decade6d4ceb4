import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '../../surroundings/with-client.js';

/** Writing a million takes under ten seconds on a quiet machine; on a busy one it waits its turn. */
const WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 500;
/** Where a service that keeps token states keeps them. */
const KEPT = "SELECT to_regclass('portcullis_replica.snapshot_page') IS NOT NULL AS exists";

/** Waits until the service has written every token to its database. @returns false where it keeps none at all. */
export function untilKept(databaseUrl: string, tokens: number): Promise<boolean> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ exists: boolean }>(KEPT);
    if (rows[0]?.exists !== true) return false;
    const deadlineMs = performance.now() + WITHIN_MS;
    while (performance.now() < deadlineMs) {
      // The head is written with its pages in one transaction.
      const kept = await client.query<{ rows: string }>('SELECT rows FROM portcullis_replica.snapshot');
      if (Number(kept.rows[0]?.rows ?? 0) >= tokens) return true;
      await delay(LOOK_EVERY_MS);
    }
    throw new Error('the service did not write all tokens to its database in time');
  });
}
