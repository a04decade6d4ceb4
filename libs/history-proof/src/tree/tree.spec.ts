import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consistencyProof, verifyConsistency } from './consistency.js';
import { EMPTY_ROOT, leafHash } from './hash.js';
import { inclusionProof, verifyInclusion } from './inclusion.js';
import { naiveConsistency, naivePath, naiveRoot } from './naive-tree.spec-kit.js';
import { RunningTree } from './running-tree.js';
import { TreeInMemory, treeInMemory } from './tree-in-memory.js';
import { rootOf } from './tree-node.js';

const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));
/** Every tree of up to 40 leaves, and beyond that some. */
const SIZES = Array.from({ length: 41 }, (_, size) => size);
const dataOf = (size: number): Buffer[] => Array.from({ length: size }, (_, at) => Buffer.from(`event ${at}`));

function runningRoot(data: readonly Buffer[]): Buffer {
  const tree = new RunningTree();
  for (const bytes of data) tree.add(leafHash(bytes));
  expect(tree.size).toBe(data.length);
  return tree.root();
}

/** The vectors that Certificate Transparency's and Trillian's own tests use: eight inputs, and the root after each. */
const VECTOR_INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((text) => Buffer.from(text, 'hex'));
const VECTOR_ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree', () => {
  it('has the roots of the vectors of Certificate Transparency', () => {
    expect(hex(VECTOR_INPUTS.map((_, at) => runningRoot(VECTOR_INPUTS.slice(0, at + 1))))).toEqual(VECTOR_ROOTS);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it.each(SIZES)('of %d leaves with other ones in some places is the tree of those leaves', async (size) => {
    const leaves = dataOf(size).map(leafHash);
    for (const places of [[0], [size - 1], leaves.map((_, at) => at).filter((at) => at % 3 === 0)]) {
      const changed = new Map(places.filter((at) => leaves[at]).map((at) => [at, leafHash(Buffer.from(`another ${at}`))]));
      const former = TreeInMemory.of(leaves);
      expect(await rootOf(size, former.with(changed).read)).toEqual(await rootOf(size, treeInMemory(leaves.map((leaf, at) => changed.get(at) ?? leaf))));
      expect(await rootOf(size, former.read)).toEqual(await rootOf(size, treeInMemory(leaves)));
    }
  });

  it.each([
    [0, 8, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
    [5, 8, ['bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  ])('has the audit path of leaf %i in %i of those vectors', async (index, size, path) => {
    expect(hex(await inclusionProof(index, size, treeInMemory(VECTOR_INPUTS.map(leafHash))))).toEqual(path);
  });

  it('is that of RFC 6962 at every size: roots, audit paths and consistency proofs', async () => {
    for (const size of SIZES) {
      const data = dataOf(size);
      const nodes = treeInMemory(data.map(leafHash));
      const root = naiveRoot(data);
      expect(hex([runningRoot(data), await rootOf(size, nodes)])).toEqual(hex([root, root]));
      for (let at = 0; at < size; at += 1) expect(hex(await inclusionProof(at, size, nodes))).toEqual(hex(naivePath(at, data)));
      for (let old = 1; old < size; old += 1) expect(hex(await consistencyProof(old, size, nodes))).toEqual(hex(naiveConsistency(old, data)));
    }
  });

  it('proves each leaf and each beginning, and neither to another root, place or size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(), fc.nat(), async (size, one, other) => {
        const leaves = dataOf(size).map(leafHash);
        const nodes = treeInMemory(leaves);
        const [index, oldSize] = [one % size, other % (size + 1)];
        const [root, oldRoot] = [await rootOf(size, nodes), await rootOf(oldSize, nodes)];
        const claim = { leafHash: leaves[index] ?? EMPTY_ROOT, index, size, root, proof: await inclusionProof(index, size, nodes) };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, root: EMPTY_ROOT })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, root] })).toBe(false);
        expect(size > 1 && verifyInclusion({ ...claim, index: (index + 1) % size })).toBe(false);
        expect(size > 1 && verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
        const growth = { oldSize, oldRoot, size, root, proof: await consistencyProof(oldSize, size, nodes) };
        expect(verifyConsistency(growth)).toBe(true);
        expect(oldSize > 0 && verifyConsistency({ ...growth, oldRoot: EMPTY_ROOT })).toBe(false);
        expect(verifyConsistency({ ...growth, proof: [...growth.proof, root] })).toBe(false);
        expect(oldSize > 0 && verifyConsistency({ ...growth, root: EMPTY_ROOT })).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [-1, 4], [4, 4], [0, 0], [0.5, 4], [0, Number.NaN], [0, 2 ** 53],
  ])('takes nothing for a proof that leaf %d is in %d', (index, size) => {
    expect(verifyInclusion({ leafHash: EMPTY_ROOT, index, size, root: EMPTY_ROOT, proof: [] })).toBe(false);
  });

  it.each([
    [-1, 4], [5, 4], [0.5, 4], [1, Number.NaN], [1, 2 ** 53],
  ])('takes nothing for a proof that a tree of %d is the beginning of one of %d', (oldSize, size) => {
    expect(verifyConsistency({ oldSize, oldRoot: EMPTY_ROOT, size, root: EMPTY_ROOT, proof: [] })).toBe(false);
  });
});
