import { DETAIL_SLOTS } from '@portcullis/messages';

/** Which chunks of a boot were counted: all up to `to`, and those in `ahead`. */
export interface ChunkWindow {
  readonly to: number;
  readonly ahead: readonly number[];
}

/**
 * The window after a chunk was counted; undefined: it was counted before, or is so late that this is not known any more.
 * As where messages must not be replayed (RFC 4303 §3.4.3): so many numbers below the highest are told apart, and a gap
 * that has fallen below them is closed for good. The chunks in it, if there were any, are in the totals alone.
 */
export function counted({ to, ahead }: ChunkWindow, chunk: number): ChunkWindow | undefined {
  if (chunk <= to || ahead.includes(chunk)) return undefined;
  const numbers = [...ahead, chunk].sort((one, other) => one - other);
  let next = Math.max(to, (numbers.at(-1) ?? 0) - DETAIL_SLOTS);
  while (numbers.length > 0 && (numbers[0] ?? Infinity) <= next + 1) next = Math.max(next, numbers.shift() ?? 0);
  return { to: next, ahead: numbers };
}
