import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Checkpoint } from '@portcullis/history-proof';
import { type AnchorLine, formatAnchorLine, readAnchorLine, TORN } from './anchor-line.js';
import { BoundedStorage } from './bounded-storage.js';

/** What is read at a start and before each line: more than a hundred checkpoints. */
const TAIL_BYTES = 65_536;
const NEWLINE = 0x0a;

/** The file cannot be read or written now: nobody may be answered a checkpoint that is not noted. */
export class AnchorUnusable extends Error {
  override readonly name = 'AnchorUnusable';
}

/** A checkpoint that was anchored. */
export interface Anchored {
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** Of this store's; undefined where none is. */
export function largestOf(anchored: readonly Anchored[], storeId: string): Anchored | undefined {
  const [largest] = anchored.filter(({ checkpoint }) => checkpoint.storeId === storeId).toSorted((one, other) => other.checkpoint.size - one.checkpoint.size);
  return largest;
}

/** The end of the file. */
export interface AnchorTail {
  /** In the file's order. */
  readonly anchored: readonly Anchored[];
  /** Where the first line begins that is none, in bytes from the file's beginning; undefined where all are in order. */
  readonly damagedAt: number | undefined;
  /** Whether the last line has no end: whoever wrote it was cut off. */
  readonly torn: boolean;
}

/**
 * Where each checkpoint is noted outside the database, one line each, only ever added to: whoever owns the database cannot
 * take back what stands here. Several processes of one host may write to it; a checkpoint that two of them note stands there twice.
 */
export class AnchorFile {
  constructor(
    private readonly path: string,
    private readonly storage = new BoundedStorage(),
  ) {}

  /** The line is on the disk when this resolves. @throws AnchorUnusable */
  append(note: string): Promise<void> {
    return this.used('written', () => this.write(formatAnchorLine(note)));
  }

  /** Ends the last line, where a crash or a full disk cut it short. @throws AnchorUnusable */
  closeTornLine(): Promise<void> {
    return this.used('written', () => this.write(''));
  }

  /** An empty tail where there is no file yet. @throws AnchorUnusable */
  tail(): Promise<AnchorTail> {
    return this.used('read', async () => {
      const { bytes, begin } = await endOf(this.path, TAIL_BYTES);
      return tailOf(bytes, begin);
    });
  }

  /** Every line with its number from 1, in flat memory; a last one without an end is left out. @throws AnchorUnusable */
  async *lines(): AsyncGenerator<{ readonly number: number; readonly line: AnchorLine }> {
    const { bytes, begin } = await this.used('read', () => endOf(this.path, 1));
    const size = begin + bytes.length;
    if (size === 0) return;
    let number = 0;
    let last: string | undefined;
    for await (const line of this.texts(size)) {
      if (last !== undefined) yield { number: (number += 1), line: readAnchorLine(last) };
      last = line;
    }
    if (last !== undefined && !isTorn(bytes)) yield { number: number + 1, line: readAnchorLine(last) };
  }

  /** Of the first `size` bytes. */
  private async *texts(size: number): AsyncGenerator<string> {
    const input = createReadStream(this.path, { end: size - 1 });
    const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
    const next = (): Promise<IteratorResult<string, undefined>> => this.used('read', () => lines.next());
    try {
      for (let line = await next(); line.done !== true; line = await next()) yield line.value;
    } finally {
      // Not waited for: what hangs does not end.
      input.destroy();
    }
  }

  /** Behind a line that was cut short, by this process or another, no line of ours would be read: its end is written first. */
  private async write(line: string): Promise<void> {
    const { bytes, isThere } = await endOf(this.path, 1);
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.appendFile(isTorn(bytes) ? `${TORN}\n${line}` : line);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!isThere) await syncFolder(dirname(this.path));
  }

  /** The largest checkpoint of a store in the whole file; undefined where none is. Reads every line. @throws AnchorUnusable */
  async largestAnywhere(storeId: string): Promise<Anchored | undefined> {
    let largest: Anchored | undefined;
    for await (const { line } of this.lines()) {
      if (line.kind === 'checkpoint') largest = largestOf(largest ? [largest, line] : [line], storeId);
    }
    return largest;
  }

  private async used<T>(how: 'read' | 'written', work: () => Promise<T>): Promise<T> {
    try {
      return await this.storage.within(work);
    } catch (error) {
      throw new AnchorUnusable(`${this.path} could not be ${how} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`, { cause: error });
    }
  }
}

/** At most so many of the file's last bytes, and where they begin; none where there is no file. */
async function endOf(path: string, limit: number): Promise<{ readonly bytes: Buffer; readonly begin: number; readonly isThere: boolean }> {
  const file = await openToRead(path);
  if (!file) return { bytes: Buffer.alloc(0), begin: 0, isThere: false };
  try {
    const { size } = await file.stat();
    const begin = Math.max(0, size - limit);
    const bytes = Buffer.alloc(size - begin);
    await file.read(bytes, 0, bytes.length, begin);
    return { bytes, begin, isThere: true };
  } finally {
    await file.close();
  }
}

function isTorn(end: Buffer): boolean {
  return end.length > 0 && end.at(-1) !== NEWLINE;
}

function tailOf(bytes: Buffer, begin: number): AnchorTail {
  // What stands before the first newline is the rest of a line, unless the file begins here.
  let start = begin === 0 ? 0 : bytes.indexOf('\n') + 1;
  const anchored: Anchored[] = [];
  let damagedAt: number | undefined;
  for (let end = bytes.indexOf('\n', start); end >= 0; start = end + 1, end = bytes.indexOf('\n', start)) {
    const line = readAnchorLine(bytes.toString('utf8', start, end));
    if (line.kind === 'checkpoint') anchored.push(line);
    else if (line.kind === 'damaged') damagedAt ??= begin + start;
  }
  return { anchored, damagedAt, torn: start < bytes.length };
}

async function openToRead(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A new file's name is on the disk only with its folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
