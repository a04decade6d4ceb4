import { openCheckpoint, type PreviousCheckpoint, readPreviousCheckpoint } from '@portcullis/history-proof';
import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Context } from '../command-line/context.js';
import { UsageFailure } from '../failures/command-failure.js';
import type { Texts } from '../messages/texts.js';

/** Keys and checkpoints have a few kilobytes at most. */
const LONGEST_BYTES = 1_048_576;
const PIECE_BYTES = 262_144;

/** @param given a public key, or the name of a file that holds one. @throws UsageFailure where it is neither */
export async function keyOf(given: string, { texts }: Context): Promise<string> {
  if (isKey(given)) return given.trim();
  // A plus sign is in every key: who gives one that is wrong has rarely named a file that is not there.
  const text = given.includes('+') ? await textOf(given, texts).catch(() => '') : await textOf(given, texts);
  if (!isKey(text)) throw new UsageFailure(texts('error.key', { value: given }));
  return text.trim();
}

function isKey(text: string): boolean {
  const opened = openCheckpoint('', text);
  return opened.outcome === 'opened' || opened.reason !== 'malformed_key';
}

/** @throws UsageFailure where the file is none that `portcullis checkpoint` makes, and no signed note */
export async function previousOf(file: string, { texts }: Context): Promise<PreviousCheckpoint> {
  const previous = readPreviousCheckpoint(await textOf(file, texts));
  if (!previous) throw new UsageFailure(texts('error.previous', { file }));
  return previous;
}

/** The bytes of a file as they come; of `-` those of standard input. @throws UsageFailure where it cannot be read */
export async function* bytesOf(file: string, { stdin, texts, signal }: Context): AsyncGenerator<Uint8Array> {
  const source: Readable = file === '-' ? addAbortSignal(signal, stdin) : createReadStream(file, { highWaterMark: PIECE_BYTES, signal });
  try {
    for await (const piece of source) yield piece as Uint8Array;
  } catch (error) {
    throw signal.aborted ? error : unreadable(file, error, texts);
  }
}

async function textOf(file: string, texts: Texts): Promise<string> {
  try {
    // Read on from where it is: a pipe has no places.
    const pieces: Buffer[] = [];
    for await (const piece of createReadStream(file, { end: LONGEST_BYTES - 1 })) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString('utf8');
  } catch (error) {
    throw unreadable(file, error, texts);
  }
}

function unreadable(file: string, error: unknown, texts: Texts): UsageFailure {
  return new UsageFailure(texts('error.unreadable', { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) }));
}
