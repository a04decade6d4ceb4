import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.js';
import type { NoteFault } from './finding.js';

/**
 * The checkpoint that a note holds, or why it is not believed.
 *
 * @throws TypeError where the key is none
 */
export function openedBy(key: string, note: string): Checkpoint | NoteFault {
  const opened = openCheckpoint(note, key);
  if (opened.outcome === 'opened') return opened.checkpoint;
  if (opened.reason === 'malformed_key') throw new TypeError('That is no public key of checkpoints');
  return opened.reason;
}
