import type { PreviousCheckpoint } from './previous.js';
import type { Verdict } from './verdict.js';
import { Verification } from './verification.js';

export interface VerifyRequest {
  /** The public key that checkpoints are signed with: `name+<8 hex digits>+<base64>`. */
  readonly key: string;
  /** A checkpoint that was kept earlier, from which the history has to go on. */
  readonly previous?: PreviousCheckpoint | undefined;
  /** Called after each piece that was read. */
  readonly onProgress?: ((progress: { readonly bytes: number; readonly events: number }) => void) | undefined;
}

/**
 * Verifies the export of a history (docs/history-export.md), from nothing but its bytes and a public key. Reads it once,
 * piece by piece, up to the first thing that does not fit; memory does not grow with its length.
 *
 * @throws TypeError where the key is none; whatever reading the source throws
 */
export async function verifyExport(source: AsyncIterable<Uint8Array>, { key, previous, onProgress }: VerifyRequest): Promise<Verdict> {
  const verification = new Verification(key, previous);
  let bytes = 0;
  for await (const piece of source) {
    const verdict = verification.take(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    if (verdict) return verdict;
    bytes += piece.byteLength;
    onProgress?.({ bytes, events: verification.events });
  }
  return verification.finish();
}
