export {
  type Checkpoint,
  type CheckpointRefusal,
  type CheckpointSigner,
  checkpointSigner,
  openCheckpoint,
  type OpenedCheckpoint,
  originOf,
  readCheckpoint,
  signCheckpoint,
} from './checkpoint/checkpoint.js';
export { type EnvelopeHead, readEnvelopeHead } from './chain/envelope-head.js';
export { CHAIN_START, type ChainBreak, type ChainEnd, followChain } from './chain/workspace-chain.js';
export { isKeyName } from './checkpoint/verifier-key.js';
export { commitmentLeaf, inTreeOrder, type WorkspaceCommitment, workspacesRoot } from './checkpoint/workspace-commitment.js';
export type { Continuation, ExportedEvent, ExportedOrigin, ExportEnd, ExportHeader, ExportScope, ProofText, SaltedText, WorkspaceProof } from './export/format.js';
export { readEnd, readHeader } from './export/read-lines.js';
export { endLine, eventLine, headerLine } from './export/write-lines.js';
export { type Consistency, consistencyProof, verifyConsistency } from './tree/consistency.js';
export { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash } from './tree/hash.js';
export { type Inclusion, inclusionProof, verifyInclusion } from './tree/inclusion.js';
export { RunningTree } from './tree/running-tree.js';
export { edgeOf, hashesOfTile, nodesOfTiles, type Tile, TILE_WIDTH, type TileId, TileWriter, UnusableTile } from './tree/tiles.js';
export { TreeInMemory, treeInMemory } from './tree/tree-in-memory.js';
export { type ReadNodes, rootOf, type TreeNode } from './tree/tree-node.js';
export type { EventPlace, Finding, FindingCode, NotComparable, NoteFault } from './verify/finding.js';
export { formatPreviousCheckpoint, type PreviousCheckpoint, readPreviousCheckpoint, sizeOf } from './verify/previous.js';
export type { CannotCompare, DoesNotHold, Holds, Verdict } from './verify/verdict.js';
export { verifyExport, type VerifyRequest } from './verify/verify-export.js';
