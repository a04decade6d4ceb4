import { hash } from 'node:crypto';
import type { EnvelopeHead } from './envelope-head.js';

/** How far a workspace's chain goes: the number of its events, and SHA-256 of the last one's bytes, 64 hex digits; null before the first. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string | null;
}

export const CHAIN_START: ChainEnd = { sequence: 0, hash: null };

/** Why an event does not follow: events are missing, added or moved, or one of two neighbours was altered. */
export type ChainBreak =
  | { readonly code: 'sequence_gap'; readonly expected: number; readonly found: number }
  | { readonly code: 'chain_broken' };

/**
 * Follows a workspace's chain by one event. An event that was altered, left out, put in or moved breaks the chain here or
 * at the event after it; at the very end it shows by the end, compared with a trusted one.
 *
 * @param bytes the whole envelope, whose head was read
 * @returns the new end, or why the event does not follow
 */
export function followChain(end: ChainEnd, { workspaceSequence, previousHash }: EnvelopeHead, bytes: Buffer): ChainEnd | ChainBreak {
  if (workspaceSequence !== end.sequence + 1) return { code: 'sequence_gap', expected: end.sequence + 1, found: workspaceSequence };
  return previousHash === end.hash ? { sequence: workspaceSequence, hash: hash('sha256', bytes) } : { code: 'chain_broken' };
}
