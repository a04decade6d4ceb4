import { notFound } from '@portcullis/service-kit';
import type { KeptCheckpoint } from '../checkpoints/kept-checkpoints.js';
import type { Proofs } from '../proofs/proofs.js';

/** The kept checkpoint of this size, or the newest. @throws Problem 404 where there is none. */
export async function keptCheckpoint(proofs: Proofs, size?: number): Promise<KeptCheckpoint> {
  const checkpoint = await proofs.checkpoint(size);
  if (!checkpoint) throw notFound(size === undefined ? 'No checkpoint was signed yet.' : 'There is no checkpoint of that size.');
  return checkpoint;
}
