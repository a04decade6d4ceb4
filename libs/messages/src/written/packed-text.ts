/** A text of ASCII characters in words of four, lower character first: a quarter of the comparisons, each as quick. */
export interface PackedText {
  readonly words: Int32Array;
  /** Of the text, in bytes. */
  readonly length: number;
  /** The bits of the last word that are the text's. */
  readonly lastMask: number;
}

/** @param text of ASCII characters, at least one. */
export function packText(text: string): PackedText {
  const bytes = new Uint8Array(4 * Math.ceil(text.length / 4));
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const view = new DataView(bytes.buffer);
  const words = Int32Array.from({ length: bytes.length / 4 }, (_, word) => view.getInt32(4 * word, true));
  return { words, length: text.length, lastMask: lastMaskOf(text.length) };
}

export function lastMaskOf(length: number): number {
  return length % 4 === 0 ? -1 : 2 ** (8 * (length % 4)) - 1;
}
