import { hash } from 'node:crypto';

/** A SHA-256: every hash of the tree has so many bytes. */
export const HASH_BYTES = 32;

/** Leaves and nodes are hashed with different first bytes, so that none can stand for the other (RFC 6962 §2.1). */
const LEAF = 0x00;
const NODE = 0x01;

/** What is hashed is put together here: a hash is made at once, with nothing left behind it. */
let leaf = Buffer.alloc(4_096, LEAF);
const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** SHA-256(0x00 || bytes): the leaf of an event, from its stored bytes. */
export function leafHash(bytes: Uint8Array): Buffer {
  if (leaf.length <= bytes.length) leaf = Buffer.alloc(2 * bytes.length, LEAF);
  leaf.set(bytes, 1);
  return hash('sha256', leaf.subarray(0, bytes.length + 1), 'buffer');
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}
