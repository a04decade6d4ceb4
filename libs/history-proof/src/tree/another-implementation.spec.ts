import { describe, expect, it } from '@jest/globals';
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { checkpointSigner, signCheckpoint } from '../checkpoint/checkpoint.js';
import { leafHash } from './hash.js';
import { inclusionProof } from './inclusion.js';
import { treeInMemory } from './tree-in-memory.js';
import { rootOf } from './tree-node.js';

/** What of Sigstore's verifier is asked: it comes with no types of these modules' own. */
interface SigstoreMerkle {
  readonly verifyMerkleInclusion: (entry: { inclusionProof: { logIndex: string; hashes: Buffer[] }; canonicalizedBody: Buffer }, checkpoint: { logSize: bigint; logHash: Buffer }) => void;
}
interface SigstoreCheckpoint {
  readonly verifyCheckpoint: (
    entry: { inclusionProof: { checkpoint: { envelope: string } } },
    logs: readonly { logID: Buffer; baseURL: string; publicKey: KeyObject }[],
  ) => { origin: string; logSize: bigint; logHash: Buffer; rest: string[] };
}

const require = createRequire(import.meta.url);
const modules = dirname(require.resolve('@sigstore/verify'));
const { verifyMerkleInclusion } = require(join(modules, 'tlog/merkle.js')) as SigstoreMerkle;
const { verifyCheckpoint } = require(join(modules, 'tlog/checkpoint.js')) as SigstoreCheckpoint;

const data = Array.from({ length: 130 }, (_, at) => Buffer.from(`{"position":${at + 1}}`));

describe('Sigstore’s verifier', () => {
  it('takes our inclusion proofs, at every place of every size, and no altered one', async () => {
    for (const size of [1, 2, 3, 7, 8, 9, 64, 100, 130]) {
      const nodes = treeInMemory(data.slice(0, size).map(leafHash));
      const checkpoint = { logSize: BigInt(size), logHash: await rootOf(size, nodes) };
      for (const [index, body] of data.slice(0, size).entries()) {
        const inclusion = { logIndex: String(index), hashes: await inclusionProof(index, size, nodes) };
        verifyMerkleInclusion({ inclusionProof: inclusion, canonicalizedBody: body }, checkpoint);
        expect(() => { verifyMerkleInclusion({ inclusionProof: inclusion, canonicalizedBody: Buffer.from('other') }, checkpoint); }).toThrow();
      }
    }
  });

  it('opens our checkpoints by the key, and reads in them what we wrote', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signer = checkpointSigner('portcullis', privateKey, publicKey);
    const root = createHash('sha256').update('root').digest();
    const workspacesRoot = createHash('sha256').update('workspaces').digest();
    const note = signCheckpoint({ storeId: 'sto_1', size: 12_345, root, workspacesRoot, time: '2026-11-23T19:00:00.000Z' }, signer);
    const open = (envelope: string, key: KeyObject) =>
      verifyCheckpoint({ inclusionProof: { checkpoint: { envelope } } }, [{ logID: Buffer.from(signer.key.id, 'hex'), baseURL: 'https://portcullis', publicKey: key }]);
    expect(open(note, createPublicKey(privateKey))).toEqual({
      origin: 'portcullis/sto_1',
      logSize: 12_345n,
      logHash: root,
      rest: [`workspaces ${workspacesRoot.toString('base64')}`, 'time 2026-11-23T19:00:00.000Z'],
    });
    expect(() => open(note.replace('12345', '12346'), publicKey)).toThrow('invalid checkpoint signature');
    expect(() => open(note, generateKeyPairSync('ed25519').publicKey)).toThrow('invalid checkpoint signature');
  });
});
