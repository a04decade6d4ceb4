import { decodeBase64 } from '../checkpoint/base64.js';
import { HASH_BYTES } from '../tree/hash.js';
import type { ProofText, SaltedText, WorkspaceProof } from './format.js';

/** Longer than the path in any tree that a position can number. */
const LONGEST_PROOF = 128;

export type Members = Readonly<Record<string, unknown>>;

/** JSON of a file that nobody vouches for. @returns undefined for what is none, or no object */
export function parseObject(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

export function isProof(value: unknown): value is ProofText {
  return Array.isArray(value) && value.length <= LONGEST_PROOF && value.every((one) => typeof one === 'string' && decodeBase64(one, HASH_BYTES) !== undefined);
}

export function isWorkspaceProof(value: unknown): value is WorkspaceProof {
  if (!isObject(value) || !isObject(value['leaf'])) return false;
  const { leaf, index, size, proof } = value;
  const { workspaceId, count, lastHash } = leaf;
  return typeof workspaceId === 'string' && isCount(count) && count > 0 && isHash(lastHash) && isCount(index) && isCount(size) && isProof(proof);
}

export function isSaltedText(value: unknown): value is SaltedText {
  return isObject(value) && typeof value['value'] === 'string' && typeof value['salt'] === 'string' && /^[0-9a-f]{32}$/.test(value['salt']);
}

export function orNull<T>(value: unknown, is: (value: unknown) => value is T): value is T | null {
  return value === null || is(value);
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
