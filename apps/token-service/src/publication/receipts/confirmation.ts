import type { ReplicaBoot } from '../boots/replica-boots.js';
import type { Heard } from '../boots/probe-book.js';
import type { ReplicaConfirmation } from './receipt.js';

/**
 * How a boot is known to act on the change at `position`.
 *
 * By application: it told a position at or above it. By goodbye: it told that it had stopped serving. By bound: it is gone,
 * or has certainly outlived its own staleness bound since the change was committed. That last holds for a boot which is
 * still heard as well: an echo of any nonce sent after the commit comes in a closed record at or above the change.
 */
export function confirmationOf(boot: ReplicaBoot, heard: Heard | undefined, position: number, outlived: boolean): ReplicaConfirmation {
  // A position told of the store before a restore is another change's.
  const told = Math.max(boot.appliedPosition, heard?.probe.store === boot.storeId ? heard.appliedPosition : 0);
  return {
    service: boot.service,
    boot: boot.boot,
    appliedPosition: told === 0 ? null : told,
    confirmedBy: confirmedBy(boot, heard, told >= position, outlived),
  };
}

function confirmedBy(boot: ReplicaBoot, heard: Heard | undefined, applied: boolean, outlived: boolean): ReplicaConfirmation['confirmedBy'] {
  if (applied) return 'application';
  if (boot.phase === 'goodbye' || heard?.probe.phase === 'goodbye') return 'goodbye';
  return boot.gone || outlived ? 'bound' : null;
}
