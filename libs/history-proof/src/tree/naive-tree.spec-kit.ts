import { createHash } from 'node:crypto';

/** RFC 6962 §2.1 word for word, slow and without anything of the code under test. */

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function split(size: number): number {
  let k = 1;
  while (2 * k < size) k *= 2;
  return k;
}

/** MTH(D[n]). */
export function naiveRoot(data: readonly Uint8Array[]): Buffer {
  const [only] = data;
  if (!only) return sha256();
  if (data.length === 1) return sha256(Buffer.of(0), only);
  const k = split(data.length);
  return sha256(Buffer.of(1), naiveRoot(data.slice(0, k)), naiveRoot(data.slice(k)));
}

/** PATH(m, D[n]). */
export function naivePath(m: number, data: readonly Uint8Array[]): Buffer[] {
  if (data.length <= 1) return [];
  const k = split(data.length);
  return m < k ? [...naivePath(m, data.slice(0, k)), naiveRoot(data.slice(k))] : [...naivePath(m - k, data.slice(k)), naiveRoot(data.slice(0, k))];
}

/** PROOF(m, D[n]), 0 < m < n. */
export function naiveConsistency(m: number, data: readonly Uint8Array[]): Buffer[] {
  return subproof(m, data, true);
}

function subproof(m: number, data: readonly Uint8Array[], whole: boolean): Buffer[] {
  if (m === data.length) return whole ? [] : [naiveRoot(data)];
  const k = split(data.length);
  return m <= k ? [...subproof(m, data.slice(0, k), whole), naiveRoot(data.slice(k))] : [...subproof(m - k, data.slice(k), false), naiveRoot(data.slice(0, k))];
}
