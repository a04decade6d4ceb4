import { hash } from 'node:crypto';
import { head, type Query } from '@portcullis/event-store';
import { hashesOfTile, leafHash, RunningTree, type Tile, TILE_WIDTH, TileWriter, type WorkspaceCommitment, workspacesRoot } from '@portcullis/history-proof';
import type { AnchorFile } from '../anchor/anchor-file.js';
import { EvidenceBroken } from '../checkpoints/evidence-broken.js';
import { newestCheckpoint } from '../checkpoints/kept-checkpoints.js';
import { openKept } from '../checkpoints/sign-checkpoint.js';
import type { LeafEvent } from '../tree/leaf-event.js';
import { readTiles, storedRoot } from '../tree/stored-tiles.js';
import { treeAndHead } from '../tree/tree-size.js';
import { anchoredRoots, DueRoots, keptRoots, type SignedRoot } from './signed-roots.js';
import { eventsAfter } from './verify-events.js';

/** A whole number of tiles, so that each full tile is met once. */
const EVENTS_AT_ONCE = 2 * TILE_WIDTH;

export interface VerificationOptions {
  readonly query: Query;
  readonly vkey: string;
  readonly anchor: AnchorFile;
  /** After each step; waited for, so that it sets the pace. @returns whether to go on. */
  readonly onProgress: (progress: VerificationProgress) => Promise<boolean>;
}

export interface VerificationProgress {
  readonly verified: number;
  /** How many events were in the tree when it began. */
  readonly of: number;
}

/**
 * Hashes every stored event again and compares: with the tiles, with every checkpoint that was kept or anchored, and the
 * workspaces' ends with what the newest checkpoint says of them. Flat in memory but for those ends, one a workspace.
 *
 * @throws EvidenceBroken for the first that differs.
 */
export async function verifyEverything(options: VerificationOptions): Promise<void> {
  const { query, onProgress } = options;
  const { size: of } = await treeAndHead(query);
  const verification = await Verification.begin(options);
  try {
    let goesOn = true;
    for (let verified = 0; goesOn && verified < of;) {
      const events = await eventsAfter(query, verified, Math.min(EVENTS_AT_ONCE, of - verified));
      await verification.take(events);
      verified += events.length;
      goesOn = await onProgress({ verified, of });
    }
    if (goesOn) await verification.compareRest();
  } finally {
    await verification.end();
  }
}

class Verification {
  private readonly tree = new RunningTree();
  private readonly tiles = new TileWriter(0, []);
  private readonly ends = new Map<string, WorkspaceCommitment>();

  private constructor(
    private readonly query: Query,
    private readonly sources: readonly DueRoots[],
    private readonly newest: { readonly size: number; readonly workspacesRoot: Buffer } | undefined,
  ) {}

  static async begin({ query, vkey, anchor }: VerificationOptions): Promise<Verification> {
    const { storeId } = await head(query);
    const newest = await newestCheckpoint(query);
    const sources = [keptRoots(query, vkey), anchoredRoots(anchor, vkey, storeId)].map((source) => new DueRoots(source));
    return new Verification(query, sources, newest && openKept(newest, vkey));
  }

  async take(events: readonly LeafEvent[]): Promise<void> {
    const due = await this.dueUpTo(this.tree.size + events.length);
    for (const event of events) {
      const leaf = leafHash(event.bytes);
      this.tree.add(leaf);
      this.tiles.add(leaf);
      this.ends.set(event.workspaceId, { workspaceId: event.workspaceId, count: event.workspaceSequence, lastHash: hash('sha256', event.bytes) });
      for (const signed of due.get(this.tree.size) ?? []) mustEqual(signed, this.tree.root());
      if (this.newest?.size === this.tree.size) this.mustBeAtTheirEnds(this.newest);
    }
    await this.compareTiles(this.tiles.takeChanges());
  }

  /** What was signed of more events: since the verification began, or before events were lost. */
  async compareRest(): Promise<void> {
    for (const source of this.sources) {
      for await (const signed of source.rest()) {
        // Read after the line: a tree that was signed is not larger than its store, and stays there.
        const { size, head: stored } = await treeAndHead(this.query);
        if (signed.size > stored) throw new EvidenceBroken({ found: 'events_lost', signed: signed.size, stored });
        if (signed.size <= size) mustEqual(signed, await storedRoot(this.query, signed.size));
      }
    }
  }

  async end(): Promise<void> {
    for (const source of this.sources) await source.end();
  }

  /** What was noted out of its order, as by a host that noted a checkpoint of another's late, is compared with the tiles at once. */
  private async dueUpTo(size: number): Promise<Map<number, SignedRoot[]>> {
    const due = new Map<number, SignedRoot[]>();
    for (const signed of (await Promise.all(this.sources.map((source) => source.upTo(size)))).flat()) {
      if (signed.size > this.tree.size) due.set(signed.size, [...(due.get(signed.size) ?? []), signed]);
      else mustEqual(signed, await storedRoot(this.query, signed.size));
    }
    return due;
  }

  private mustBeAtTheirEnds(signed: { readonly size: number; readonly workspacesRoot: Buffer }): void {
    if (!workspacesRoot([...this.ends.values()]).equals(signed.workspacesRoot)) throw new EvidenceBroken({ found: 'workspaces_differ', size: signed.size });
  }

  /** A tile that is not full here may have grown since. */
  private async compareTiles(tiles: readonly Tile[]): Promise<void> {
    const stored = new Map((await readTiles(this.query, tiles)).map((tile) => [`${tile.level}/${tile.index}`, tile.hashes]));
    for (const tile of tiles) {
      const kept = stored.get(`${tile.level}/${tile.index}`) ?? Buffer.alloc(0);
      if (!kept.subarray(0, tile.hashes.length).equals(tile.hashes)) throw differing(tile, kept);
    }
  }
}

function mustEqual({ size, root, where }: SignedRoot, found: Buffer): void {
  if (!found.equals(root)) throw new EvidenceBroken({ found: 'root_differs', size, where });
}

/** On the lowest level a hash is an event's, which can be named. */
function differing({ level, index, hashes }: Tile, kept: Buffer): EvidenceBroken {
  const others = hashesOfTile(kept);
  const at = hashesOfTile(hashes).findIndex((one, place) => !others[place]?.equals(one));
  return new EvidenceBroken(level === 0 && others[at] ? { found: 'event_altered', position: index * TILE_WIDTH + at + 1 } : { found: 'tile_altered', level, index });
}
