import { generateKeyPairSync, hash } from 'node:crypto';
import { type Checkpoint, type CheckpointSigner, checkpointSigner, signCheckpoint } from '../checkpoint/checkpoint.js';
import { commitmentLeaf, inTreeOrder, type WorkspaceCommitment, workspacesRoot } from '../checkpoint/workspace-commitment.js';
import type { ExportedOrigin, ExportHeader, ExportScope, WorkspaceProof } from '../export/format.js';
import { endLine, eventLine, headerLine } from '../export/write-lines.js';
import { consistencyProof } from '../tree/consistency.js';
import { leafHash } from '../tree/hash.js';
import { inclusionProof } from '../tree/inclusion.js';
import { RunningTree } from '../tree/running-tree.js';
import { treeInMemory } from '../tree/tree-in-memory.js';
import type { PreviousCheckpoint } from './previous.js';
import type { Verdict } from './verdict.js';
import { verifyExport, type VerifyRequest } from './verify-export.js';

export const STORE = 'sto_1';

export function newSigner(name = 'portcullis'): CheckpointSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return checkpointSigner(name, privateKey, publicKey);
}

export interface NewEvent {
  readonly workspaceId: string;
  readonly stream: string;
  readonly origin?: ExportedOrigin | null;
  readonly data?: object;
}

interface WrittenEvent {
  readonly bytes: Buffer;
  readonly workspaceId: string;
  readonly stream: string;
  readonly position: number;
  readonly time: string;
  readonly origin: ExportedOrigin | null;
}

/** The hash of a text beside an event. */
export function saltedHash({ value, salt }: { readonly value: string; readonly salt: string }): string {
  return hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(value)]));
}

const SALT = 'a0'.repeat(16);
export const FROM: ExportedOrigin = { address: { value: '192.0.2.7', salt: SALT }, userAgent: { value: 'curl/8 “é”', salt: 'b1'.repeat(16) } };

/** A store's history as it is written, in memory, with its checkpoints and exports. */
export class WrittenHistory {
  readonly events: WrittenEvent[] = [];
  private readonly ends = new Map<string, { count: number; lastHash: string | null }>();
  private readonly versions = new Map<string, number>();

  constructor(readonly signer: CheckpointSigner = newSigner()) {}

  add({ workspaceId, stream, origin = FROM, data = { text: 'of it', scopes: ['items:read'], labels: { shop: '7' }, count: 3, until: null } }: NewEvent): this {
    const position = this.events.length + 1;
    const end = this.ends.get(workspaceId) ?? { count: 0, lastHash: null };
    const version = (this.versions.get(stream) ?? 0) + 1;
    const time = new Date(Date.UTC(2026, 10, 23) + position).toISOString();
    const bytes = Buffer.from(
      JSON.stringify({
        position, time, workspaceSequence: end.count + 1, previousHash: end.lastHash, stream, version, type: 'TokenUpdated', schemaVersion: 1, workspaceId,
        actor: { type: 'user', id: 'usr_1' }, requestId: `req_${position}`, salt: hash('sha256', String(position)).slice(0, 32),
        addressHash: origin?.address ? saltedHash(origin.address) : null, userAgentHash: origin?.userAgent ? saltedHash(origin.userAgent) : null, data,
      }),
    );
    this.ends.set(workspaceId, { count: end.count + 1, lastHash: hash('sha256', bytes) });
    this.versions.set(stream, version);
    this.events.push({ bytes, workspaceId, stream, position, time, origin });
    return this;
  }

  checkpoint(size = this.events.length): Checkpoint {
    const tree = new RunningTree();
    for (const { bytes } of this.events.slice(0, size)) tree.add(leafHash(bytes));
    return { storeId: STORE, size, root: tree.root(), workspacesRoot: workspacesRoot(this.commitments(size)), time: this.events[size - 1]?.time ?? '2026-11-23T00:00:00.000Z' };
  }

  note(size = this.events.length): string {
    return signCheckpoint(this.checkpoint(size), this.signer);
  }

  /** A checkpoint as it is kept for a workspace. */
  async kept(workspaceId: string, size = this.events.length): Promise<PreviousCheckpoint> {
    return { note: this.note(size), workspace: await this.workspaceProof(workspaceId, size) };
  }

  /** The lines of an export, each with its line feed. */
  async lines(scope: ExportScope, { size = this.events.length, previousSize, events = this.of(scope, size) }: { size?: number; previousSize?: number; events?: readonly WrittenEvent[] } = {}): Promise<Buffer[]> {
    const last = events.at(-1);
    const header: ExportHeader = {
      scope,
      storeId: STORE,
      checkpoint: this.note(size),
      workspace: scope.type === 'workspace' ? await this.workspaceProof(scope.id, size) : null,
      previous:
        previousSize === undefined
          ? null
          : { size: previousSize, consistency: textOf(await consistencyProof(previousSize, size, this.nodes())), workspace: scope.type === 'workspace' ? await this.workspaceProof(scope.id, previousSize) : null },
    };
    const middle = await Promise.all(
      events.map(async ({ bytes, origin, position }) => eventLine({ origin, proof: scope.type === 'token' ? await this.inclusion(position, size) : null, bytes })),
    );
    const lastProof = scope.type === 'workspace' && last ? await this.inclusion(last.position, size) : null;
    return [Buffer.from(headerLine(header)), ...middle, Buffer.from(endLine({ events: events.length, lastProof }))];
  }

  private of({ type, id }: ExportScope, size: number): readonly WrittenEvent[] {
    const all = this.events.slice(0, size);
    if (type === 'store') return all;
    return all.filter(({ workspaceId, stream }) => (type === 'workspace' ? workspaceId === id : [`token/${id}`, `usage/${id}`].includes(stream)));
  }

  private commitments(size: number): WorkspaceCommitment[] {
    const ends = new Map<string, WorkspaceCommitment>();
    for (const { workspaceId, bytes } of this.events.slice(0, size)) {
      ends.set(workspaceId, { workspaceId, count: (ends.get(workspaceId)?.count ?? 0) + 1, lastHash: hash('sha256', bytes) });
    }
    return inTreeOrder([...ends.values()]);
  }

  private async workspaceProof(workspaceId: string, size: number): Promise<WorkspaceProof | null> {
    const commitments = this.commitments(size);
    const index = commitments.findIndex((one) => one.workspaceId === workspaceId);
    const leaf = commitments[index];
    if (!leaf) return null;
    return { leaf, index, size: commitments.length, proof: textOf(await inclusionProof(index, commitments.length, treeInMemory(commitments.map(commitmentLeaf)))) };
  }

  private async inclusion(position: number, size: number): Promise<readonly string[]> {
    return textOf(await inclusionProof(position - 1, size, this.nodes()));
  }

  private nodes() {
    return treeInMemory(this.events.map(({ bytes }) => leafHash(bytes)));
  }
}

function textOf(hashes: readonly Buffer[]): readonly string[] {
  return hashes.map((one) => one.toString('base64'));
}

/** Three workspaces, of one of which is a token with uses; written by turns. */
export function smallHistory(signer?: CheckpointSigner): WrittenHistory {
  const history = new WrittenHistory(signer);
  for (let round = 0; round < 4; round += 1) {
    history.add({ workspaceId: 'wsp_1', stream: 'token/tok_a' });
    history.add({ workspaceId: 'wsp_2', stream: 'token/tok_b', origin: null });
    history.add({ workspaceId: 'wsp_1', stream: 'usage/tok_a', origin: { address: FROM.address, userAgent: null } });
    history.add({ workspaceId: 'wsp_3', stream: 'user/usr_1' });
  }
  return history;
}

export const WORKSPACE: ExportScope = { type: 'workspace', id: 'wsp_1' };
export const TOKEN: ExportScope = { type: 'token', id: 'tok_a' };
export const WHOLE_STORE: ExportScope = { type: 'store', id: STORE };

/** Verifies lines as a file, in pieces of a size. */
export function verifyLines(lines: readonly Buffer[], request: VerifyRequest, pieceBytes = 65_536): Promise<Verdict> {
  return verifyExport(piecesOf(Buffer.concat(lines), pieceBytes), request);
}

// eslint-disable-next-line @typescript-eslint/require-await -- a file is read as an async iterable
async function* piecesOf(bytes: Buffer, pieceBytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** The code of what was found; or the verdict where there is none. */
export async function found(verdict: Promise<Verdict>): Promise<string> {
  const one = await verdict;
  return one.verdict === 'does_not_hold' ? one.finding.code : one.verdict === 'holds' ? 'holds' : one.reason;
}
