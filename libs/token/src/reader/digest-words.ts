/** The 32 bytes of a SHA-256 as eight words, each of four bytes, the lowest first: for a table in memory, never stored. */
export function digestWords(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 32);
  return Uint32Array.from({ length: 8 }, (_, word) => view.getUint32(4 * word, true));
}
