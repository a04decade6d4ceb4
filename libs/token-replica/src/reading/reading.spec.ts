import { describe, expect, it } from '@jest/globals';
import { CLOSED_KEY, encodeClosedRecord } from '@portcullis/messages';
import { stateMessage } from '../messages.spec-kit.js';
import { Reading } from './reading.js';

const BOOT = 'b'.repeat(32);

/** That of a relay which has published what the reading holds. */
function closedRecord(reading: Reading, position: number): object {
  const digest = reading.content.contentDigest();
  return JSON.parse(encodeClosedRecord({ schema: 1, store: 'sto_1', epoch: 1, position, digest, nonces: { [BOOT]: 1 } })) as object;
}

const bytesOf = (record: object): Buffer => Buffer.from(JSON.stringify(record));

describe('a closed record of a newer version', () => {
  it('counts where it only has members that are not known here', () => {
    const reading = new Reading(0);
    reading.take('tok_a', stateMessage('tok_a', 1), BOOT);
    expect(reading.take(CLOSED_KEY, bytesOf({ ...closedRecord(reading, 1), relay: 'next' }), BOOT)).toMatchObject({ kind: 'counted', position: 1 });
  });

  it('of a newer schema does not count, contradicts nothing, and changes nothing for those that come after', () => {
    const reading = new Reading(0);
    reading.take('tok_a', stateMessage('tok_a', 1), BOOT);
    const newer = { ...closedRecord(reading, 9), schema: 2, store: 'sto_2' };
    expect(reading.take(CLOSED_KEY, bytesOf(newer), BOOT)).toMatchObject({ kind: 'not_counted', rule: 'schema', contradicts: false });
    expect(reading.mismatchesInARow).toBe(0);
    expect(reading.take(CLOSED_KEY, bytesOf(closedRecord(reading, 1)), BOOT)).toMatchObject({ kind: 'counted', position: 1 });
  });
});
