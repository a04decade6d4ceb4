import type { Query } from '@portcullis/event-store';
import { openCheckpoint } from '@portcullis/history-proof';
import type { AnchorFile } from '../anchor/anchor-file.js';
import { EvidenceBroken } from '../checkpoints/evidence-broken.js';
import { checkpointsAfter } from '../checkpoints/kept-checkpoints.js';
import { openKept } from '../checkpoints/sign-checkpoint.js';

/** A root that was signed, and where that stands. */
export interface SignedRoot {
  readonly size: number;
  readonly root: Buffer;
  readonly where: 'checkpoint' | 'anchor';
}

const ROWS_AT_ONCE = 500;

/** Every checkpoint in the table, by size. @throws EvidenceBroken for one that our key did not sign. */
export async function* keptRoots(query: Query, vkey: string): AsyncGenerator<SignedRoot> {
  // Positions begin at 1, but an empty store can be signed too.
  for (let after: number | undefined = -1; after !== undefined;) {
    const rows = await checkpointsAfter(query, after, ROWS_AT_ONCE);
    for (const row of rows) yield { size: row.size, root: openKept(row, vkey).root, where: 'checkpoint' };
    after = rows.length === ROWS_AT_ONCE ? rows.at(-1)?.size : undefined;
  }
}

/** Every checkpoint of this store in the anchor file, in its order. @throws EvidenceBroken for a damaged line, and for one that our key did not sign. */
export async function* anchoredRoots(anchor: AnchorFile, vkey: string, storeId: string): AsyncGenerator<SignedRoot> {
  for await (const { number, line } of anchor.lines()) {
    if (line.kind === 'damaged') throw new EvidenceBroken({ found: 'anchor_damaged', line: number });
    if (line.kind === 'nothing' || line.checkpoint.storeId !== storeId) continue;
    const { size, root } = line.checkpoint;
    if (openCheckpoint(line.note, vkey).outcome !== 'opened') throw new EvidenceBroken({ found: 'checkpoint_altered', size, where: 'anchor' });
    yield { size, root, where: 'anchor' };
  }
}

/** Takes from a source what is due, in flat memory. */
export class DueRoots {
  private waiting: SignedRoot | undefined;

  constructor(private readonly source: AsyncGenerator<SignedRoot>) {}

  /** The next ones, up to the first that is larger. */
  async upTo(size: number): Promise<SignedRoot[]> {
    const due: SignedRoot[] = [];
    for (let next = await this.take(); next; next = await this.take()) {
      if (next.size > size) {
        this.waiting = next;
        break;
      }
      due.push(next);
    }
    return due;
  }

  /** All that are left, one after the other. */
  async *rest(): AsyncGenerator<SignedRoot> {
    for (let next = await this.take(); next; next = await this.take()) yield next;
  }

  /** Lets go of the source, which may hold a file open. */
  async end(): Promise<void> {
    await this.source.return(undefined);
  }

  private async take(): Promise<SignedRoot | undefined> {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) return waiting;
    const next = await this.source.next();
    return next.done === true ? undefined : next.value;
  }
}
