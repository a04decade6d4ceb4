import { hash } from 'node:crypto';
import { type Envelope, parseEnvelope } from './envelope.js';

/** How far a workspace's chain goes: the number of its events, and SHA-256 of the last one's bytes, 64 hex digits; null before the first. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string | null;
}

export const CHAIN_START: ChainEnd = { sequence: 0, hash: null };

/**
 * Follows a workspace's chain by one event, from its bytes alone. An event that was altered, left out, put in or moved
 * breaks the chain here or at the event after it; at the very end it shows by the end, compared with a trusted one.
 *
 * @returns the new end, or undefined where the event does not follow.
 */
export function followChain(end: ChainEnd, bytes: Uint8Array): ChainEnd | undefined {
  const envelope = readable(bytes);
  if (envelope?.workspaceSequence !== end.sequence + 1 || envelope.previousHash !== end.hash) return undefined;
  return { sequence: envelope.workspaceSequence, hash: hash('sha256', bytes) };
}

function readable(bytes: Uint8Array): Partial<Envelope> | undefined {
  try {
    return parseEnvelope(bytes);
  } catch {
    return undefined;
  }
}
