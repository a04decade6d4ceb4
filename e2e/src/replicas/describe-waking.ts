import { expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { confirmedReceipt, type InstallationOfTwo } from './installation-of-two.js';

/** Its bound, a tenth more, and a busy machine. */
const OUTLIVED_WITHIN_MS = 20_000;

export function describeWaking(get: () => InstallationOfTwo): void {
  it('answers 503 to the first call it takes, though nobody told it that time went by, and knows what was revoked meanwhile when it serves again', async () => {
    const { world: { replicas: [replica] }, operator, kept } = get();
    await get().isWhole();
    const revoked = await operator.issue({ name: 'Revoked meanwhile', scopes: ['items:read'] });
    expect((await get().items(replica, revoked)).status).toBe(200);
    const { boot } = await get().stateOf(replica);
    replica.signal('SIGSTOP');
    try {
      const answer = await operator.revoke(revoked.id);
      expect(answer.status).toBe(202);
      // Confirmed is: this process has certainly outlived its bound. Whatever it answers from now on has to be right.
      const receipt = await confirmedReceipt(operator, answer, OUTLIVED_WITHIN_MS);
      expect(receipt.replicas).toContainEqual(expect.objectContaining({ boot, confirmedBy: 'bound' }));
      // They stand in its queue when it wakes.
      const waiting = Promise.all([get().items(replica, revoked), get().items(replica, kept)]);
      replica.signal('SIGCONT');
      for (const first of await waiting) {
        expect([first.status, first.body['code']]).toEqual([503, 'replica_not_fresh']);
        expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    } finally {
      replica.signal('SIGCONT');
    }
    await eventually(async () => {
      const [gone, good] = [await get().items(replica, revoked), await get().items(replica, kept)];
      expect(gone.status).not.toBe(200);
      expect([gone.status, good.status]).toEqual([401, 200]);
    }, { timeoutMs: 20_000, intervalMs: 1 });
  }, 120_000);
}
