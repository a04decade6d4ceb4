import { readFileSync } from 'node:fs';

/** What the test wrote for this process before it sent the signal. */
export interface FaultOrder {
  /** Added to the wall clock, ms. */
  readonly wallMs?: number;
  /** Added to the monotonic clock, ms. */
  readonly monotonicMs?: number;
  /** The process ends itself at its n-th write to a socket from now on. */
  readonly dieAtWrite?: number;
}

/** Takes orders that come by SIGUSR2 and stand in the file that FAULT_HANDLE names. */
export function onFaultOrder(take: (order: FaultOrder) => void): void {
  const file = process.env['FAULT_HANDLE'];
  if (file === undefined) return;
  process.on('SIGUSR2', () => {
    take(JSON.parse(readFileSync(file, 'utf8')) as FaultOrder);
  });
}
