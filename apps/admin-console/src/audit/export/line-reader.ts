import type { Format, Progress } from './history-file.js';

const LINE_FEED = 10;
/** The first line holds a checkpoint and proofs; it is never near this. */
const LONGEST_FIRST_LINE = 1_048_576;
/** A proof of the last event stands in it: some thousand characters. */
const LONGEST_END = 16_384;
const END = '{"end":';

/** Counts what goes by, and keeps none of it but the first and the last line. */
export interface LineReader {
  readonly read: (piece: Uint8Array) => void;
  readonly progress: () => Progress;
  /** Whether the last line is one that ends an export. */
  readonly isWhole: () => boolean;
}

export function lineReader(format: Format): LineReader {
  const decoder = new TextDecoder();
  let bytes = 0;
  let feeds = 0;
  let first = '';
  let tail = '';
  const read = (piece: Uint8Array): void => {
    bytes += piece.length;
    if (feeds === 0 && first.length < LONGEST_FIRST_LINE) first += decoder.decode(piece, { stream: true });
    for (const byte of piece) if (byte === LINE_FEED) feeds += 1;
    tail = `${tail}${new TextDecoder('latin1').decode(piece.subarray(-LONGEST_END))}`.slice(-LONGEST_END);
  };
  const lastLine = (): string => tail.split('\n').at(-2) ?? '';
  return {
    read,
    // The head stands above the events; below them, where there is one, the end.
    progress: () => ({ bytes, events: Math.max(0, feeds - 1 - Number(format === 'ndjson' && isEnd(lastLine()))), of: format === 'ndjson' ? countIn(first) : undefined }),
    isWhole: () => tail.endsWith('\n') && (format === 'csv' || isEnd(lastLine())),
  };
}

const isEnd = (line: string): boolean => line.startsWith(END);

/** The head names the number of events of a workspace. */
function countIn(head: string): number | undefined {
  const count = /"workspace":\{"leaf":\{"workspaceId":"[^"]*","count":(\d+)/.exec(head.split('\n', 1)[0] ?? '')?.[1];
  return count === undefined ? undefined : Number(count);
}
