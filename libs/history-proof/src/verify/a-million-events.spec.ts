import { describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { type CheckpointSigner, signCheckpoint } from '../checkpoint/checkpoint.js';
import { workspacesRoot } from '../checkpoint/workspace-commitment.js';
import { endLine, eventLine, headerLine } from '../export/write-lines.js';
import { leafHash } from '../tree/hash.js';
import { RunningTree } from '../tree/running-tree.js';
import { verifyExport } from './verify-export.js';
import { newSigner, STORE } from './written-history.spec-kit.js';

/** One more than a power of two: the proof of the last event is one hash, the root over all before it. */
const EVENTS = 2 ** 20 + 1;
const PIECE_EVENTS = 100;
const WORKSPACE = 'wsp_1';
const GROWTH_BYTES = 64 * 1_048_576;
const TIME = '2026-11-23T00:00:00.000Z';
const SALT = '0'.repeat(32);

/** A workspace's events, each made of the one before; no more than one is kept. */
function* envelopes(): Generator<{ readonly bytes: Buffer; readonly hash: string }> {
  let previous = 'null';
  for (let at = 1; at <= EVENTS; at += 1) {
    const bytes = Buffer.from(
      `{"position":${at},"time":"${TIME}","workspaceSequence":${at},"previousHash":${previous},"stream":"token/tok_a","version":${at},"type":"TokenUpdated","schemaVersion":1,"workspaceId":"${WORKSPACE}","actor":{"type":"user","id":"usr_1"},"requestId":"req_1","salt":"${SALT}","addressHash":null,"userAgentHash":null,"data":{"name":"Till ${at}","scopes":["items:read"]}}`,
    );
    const own = hash('sha256', bytes);
    yield { bytes, hash: own };
    previous = `"${own}"`;
  }
}

async function* exported(signer: CheckpointSigner): AsyncGenerator<Buffer> {
  const tree = new RunningTree();
  let before = tree.root();
  let lastHash = '';
  for (const { bytes, hash: own } of envelopes()) {
    if (tree.size === EVENTS - 1) before = tree.root();
    tree.add(leafHash(bytes));
    lastHash = own;
  }
  const leaf = { workspaceId: WORKSPACE, count: EVENTS, lastHash };
  const checkpoint = signCheckpoint({ storeId: STORE, size: EVENTS, root: tree.root(), workspacesRoot: workspacesRoot([leaf]), time: TIME }, signer);
  yield Buffer.from(headerLine({ scope: { type: 'workspace', id: WORKSPACE }, storeId: STORE, checkpoint, workspace: { leaf, index: 0, size: 1, proof: [] }, previous: null }));
  let lines: Buffer[] = [];
  for (const { bytes } of envelopes()) {
    lines.push(eventLine({ origin: null, proof: null, bytes }));
    if (lines.length < PIECE_EVENTS) continue;
    // A turn of the event loop, as between two reads of a file.
    await new Promise((resume) => setImmediate(resume));
    yield Buffer.concat(lines);
    lines = [];
  }
  yield Buffer.concat(lines);
  yield Buffer.from(endLine({ events: EVENTS, lastProof: [before.toString('base64')] }));
}

describe('a million events', () => {
  it('are verified in memory that does not grow with them', async () => {
    const signer = newSigner();
    let highest = 0;
    let early = 0;
    const verdict = await verifyExport(exported(signer), {
      key: signer.vkey,
      onProgress: ({ events }) => {
        if (events % 10_000 !== 0) return;
        const { rss } = process.memoryUsage();
        if (events <= 200_000) early = Math.max(early, rss);
        highest = Math.max(highest, rss);
      },
    });
    expect(verdict).toMatchObject({ verdict: 'holds', events: EVENTS });
    expect(highest - early).toBeLessThan(GROWTH_BYTES);
  }, 60_000);
});
