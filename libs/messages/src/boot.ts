import { randomBytes } from 'node:crypto';

/** A new boot id: 128 random bits that are never kept, so that no later life of the process can speak for this one. */
export function drawBoot(): string {
  return randomBytes(16).toString('hex');
}
