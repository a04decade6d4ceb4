import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Checkpoint, checkpointSigner, signCheckpoint } from '@portcullis/history-proof';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { evidenceFiles } from '../evidence-files.spec-kit.js';
import { AnchorFile } from './anchor-file.js';
import { formatAnchorLine } from './anchor-line.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = checkpointSigner('portcullis', privateKey, publicKey);

function noteOf(size: number): string {
  const checkpoint: Checkpoint = { storeId: 'sto_1', size, root: Buffer.alloc(32, 1), workspacesRoot: Buffer.alloc(32, 2), time: '2026-11-23T19:00:00.000Z' };
  return signCheckpoint(checkpoint, signer);
}

let path: string;
let anchor: AnchorFile;
beforeEach(() => {
  path = evidenceFiles().anchorFile;
  anchor = new AnchorFile(path);
});

async function sizesInTail(): Promise<number[]> {
  const { anchored, damagedAt, torn } = await anchor.tail();
  expect([damagedAt, torn]).toEqual([undefined, false]);
  return anchored.map(({ checkpoint }) => checkpoint.size);
}

async function kindsOfLines(): Promise<string[]> {
  const kinds: string[] = [];
  for await (const { line } of anchor.lines()) kinds.push(line.kind);
  return kinds;
}

/** As a full disk, or the death of another process, leaves it. */
function cutShort(size: number, bytes: number): void {
  appendFileSync(path, formatAnchorLine(noteOf(size)).slice(0, bytes));
}

describe('the anchor file', () => {
  it.each([1, 60, 200])('loses no line that is written behind one cut short after %d bytes', async (bytes) => {
    await anchor.append(noteOf(1));
    cutShort(2, bytes);
    await anchor.append(noteOf(3));
    await anchor.append(noteOf(4));
    expect(await sizesInTail()).toEqual([1, 3, 4]);
    expect(await kindsOfLines()).toEqual(['checkpoint', 'nothing', 'checkpoint', 'checkpoint']);
  });

  it('ends the mark of a line cut short that was cut short itself', async () => {
    await anchor.append(noteOf(1));
    cutShort(2, 60);
    appendFileSync(path, '#to');
    await anchor.append(noteOf(3));
    expect(await sizesInTail()).toEqual([1, 3]);
  });

  it('passes over a last line without an end: it is another process’s that is being written, or was cut short', async () => {
    await anchor.append(noteOf(1));
    cutShort(2, 60);
    expect(await kindsOfLines()).toEqual(['checkpoint']);
    expect(await anchor.tail()).toMatchObject({ torn: true, damagedAt: undefined });
  });

  it('closes a line cut short once, however many do', async () => {
    await anchor.append(noteOf(1));
    cutShort(2, 60);
    await anchor.closeTornLine();
    await anchor.closeTornLine();
    expect(await kindsOfLines()).toEqual(['checkpoint', 'nothing']);
  });
});
