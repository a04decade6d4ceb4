import { setTimeout as delay } from 'node:timers/promises';
import { ROWS_A_PAGE } from '../../content/changed-pages.js';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { LIST_PAGE, type Page, ROW_PAGE, TEXT_PAGE } from '../pages/page-kinds.js';
import { readTexts, TEXTS_A_PAGE } from '../pages/text-page.js';
import { UNDERSTANDING } from '../pages/understanding.js';
import type { SnapshotHead } from '../tables/snapshot-head.js';
import type { Cuts, TakenCut } from './cuts.js';
import { takeBatch } from './page-batch.js';
import type { StoredCopy } from './stored-copy.js';

export interface SessionOptions {
  readonly cuts: Cuts;
  readonly logIdentity: string;
  /** Ends the session behind the save under way. */
  readonly closing: AbortSignal;
  /** Ends it at once: what is being saved is not what is served any more. */
  readonly replaced: AbortSignal;
  /** What is there was found altered: not even a page with the right checksum is to be left as it is. */
  readonly isAltered: () => boolean;
  /** The copy goes up to here now. */
  readonly onSaved: (nextOffset: number) => void;
}

/**
 * One spell of writing over one connection: brings the copy in the database from cut to cut, each in one transaction. No
 * more than one batch of pages is in memory twice, and those that changed between the cut and their turn.
 */
export class WritingSession {
  constructor(
    private readonly copy: StoredCopy,
    private readonly options: SessionOptions,
  ) {}

  /** Runs until a signal is aborted, and returns; or until the first trouble, and throws that. */
  async run(): Promise<void> {
    const { cuts, closing, replaced } = this.options;
    const over = AbortSignal.any([closing, replaced]);
    cuts.begin();
    for (let cut = await this.next(over); cut !== undefined; cut = await this.next(over)) await this.save(cut);
    const last = replaced.aborted ? undefined : cuts.last(this.copy.head?.save);
    if (last !== undefined) await this.save(last);
  }

  private next(over: AbortSignal): Promise<TakenCut | undefined> {
    return this.options.cuts.next(this.copy.head?.save, over);
  }

  private async save(cut: TakenCut): Promise<void> {
    const { cuts, onSaved } = this.options;
    try {
      const { save, nextOffset } = await this.write(cut);
      cuts.saved(cut, save);
      onSaved(nextOffset);
    } catch (error) {
      cuts.failed(cut);
      throw error;
    }
  }

  private async write(cut: TakenCut): Promise<SnapshotHead> {
    const { copy } = this;
    const before = copy.head;
    const head = await copy.begin(this.headOf(cut));
    const held = cut.isWhole ? await this.pagesToGoOnFrom(before, head) : undefined;
    await this.putAll(pagesOf(cut), held);
    if (cut.isWhole) {
      await copy.cutOff(ROW_PAGE, Math.ceil(head.rows / ROWS_A_PAGE));
      await copy.cutOff(LIST_PAGE, cut.lists.count);
      await copy.cutOff(TEXT_PAGE, Math.ceil(head.texts / TEXTS_A_PAGE));
    }
    await copy.commit(head);
    return head;
  }

  private headOf({ proof, digest, pages, texts }: TakenCut): Omit<SnapshotHead, 'save'> {
    const { offset, position, store } = proof;
    const { logIdentity } = this.options;
    return { understanding: UNDERSTANDING, logIdentity, topic: TOKEN_STATE_TOPIC.name, store, nextOffset: offset + 1, position, digest, rows: pages.rows, texts };
  }

  /**
   * Another process of this service has written, or this one has read the log anew: most pages will be the same, as the
   * numbers of rows follow from the order of the log. What nobody could load, or is of something else, is no start.
   */
  private async pagesToGoOnFrom(before: SnapshotHead | undefined, next: SnapshotHead): Promise<ReadonlyMap<string, string>> {
    const isOfSame = (['understanding', 'logIdentity', 'topic', 'store'] as const).every((what) => before?.[what] === next[what]);
    if (isOfSame && !this.options.isAltered()) return await this.copy.checksums();
    await this.copy.clear();
    return new Map();
  }

  private async putAll(pages: Iterator<Page, undefined>, held: ReadonlyMap<string, string> = new Map()): Promise<void> {
    const { closing, replaced } = this.options;
    for (let isLast = false; !isLast; ) {
      const beganMs = performance.now();
      const batch = await takeBatch(pages);
      isLast = batch.isLast;
      await this.copy.put(held.size === 0 ? batch.pages : batch.pages.filter((page) => held.get(placeOf(page)) !== page.checksum.toString('hex')));
      replaced.throwIfAborted();
      // As long as it took: a large copy leaves half of the database, and of this process, to requests.
      if (!isLast && !closing.aborted) await delay(performance.now() - beganMs);
    }
  }
}

/** Reads each page only when its turn has come. */
function* pagesOf({ pages, lists, proof, firstText, texts }: TakenCut): Generator<Page, undefined, undefined> {
  for (let next = pages.next(); next !== undefined; next = pages.next()) yield { kind: ROW_PAGE, number: next.page, bytes: next.bytes };
  for (const { number, text } of lists.lists) yield { kind: LIST_PAGE, number, bytes: Buffer.from(text) };
  if (firstText === texts) return;
  const { workspaces } = proof.content;
  for (let number = Math.floor(firstText / TEXTS_A_PAGE); number * TEXTS_A_PAGE < texts; number += 1) {
    yield { kind: TEXT_PAGE, number, bytes: readTexts((text) => workspaces.text(text), number, texts) };
  }
}

function placeOf({ kind, number }: Page): string {
  return `${kind}.${number}`;
}
