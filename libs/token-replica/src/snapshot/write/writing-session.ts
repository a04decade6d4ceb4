import { setTimeout as delay } from 'node:timers/promises';
import { ROWS_A_PAGE } from '../../content/changed-pages.js';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { type Page, pageChecksum, ROW_PAGE, TEXT_PAGE } from '../pages/page-kinds.js';
import { readTexts, TEXTS_A_PAGE } from '../pages/text-page.js';
import { UNDERSTANDING } from '../pages/understanding.js';
import type { SnapshotHead } from '../tables/snapshot-head.js';
import type { Cuts, TakenCut } from './cuts.js';
import type { StoredCopy } from './stored-copy.js';

/** So many pages go to the database at once: a quarter of a megabyte, two milliseconds of this process. */
const BATCH_PAGES = 32;

export interface SessionOptions {
  readonly cuts: Cuts;
  readonly logIdentity: string;
  /** Ends the session behind the save under way. */
  readonly closing: AbortSignal;
  /** Ends it at once: what is being saved is not what is served any more. */
  readonly replaced: AbortSignal;
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
    if (isOfSame) return await this.copy.checksums();
    await this.copy.clear();
    return new Map();
  }

  private async putAll(pages: Iterator<Page, undefined>, held: ReadonlyMap<string, string> | undefined): Promise<void> {
    const { closing, replaced } = this.options;
    for (let batch = take(pages, BATCH_PAGES); batch.length > 0; batch = take(pages, BATCH_PAGES)) {
      const beganMs = performance.now();
      await this.copy.put(held === undefined || held.size === 0 ? batch : batch.filter((page) => held.get(placeOf(page)) !== pageChecksum(page).toString('hex')));
      replaced.throwIfAborted();
      // As long as it took: a large copy leaves half of the database, and of this process, to requests.
      if (batch.length === BATCH_PAGES && !closing.aborted) await delay(performance.now() - beganMs);
    }
  }
}

/** Reads each page only when its turn has come. */
function* pagesOf({ pages, proof, firstText, texts }: TakenCut): Generator<Page, undefined, undefined> {
  for (let next = pages.next(); next !== undefined; next = pages.next()) yield { kind: ROW_PAGE, number: next.page, bytes: next.bytes };
  if (firstText === texts) return;
  const { workspaces } = proof.content;
  for (let number = Math.floor(firstText / TEXTS_A_PAGE); number * TEXTS_A_PAGE < texts; number += 1) {
    yield { kind: TEXT_PAGE, number, bytes: readTexts((text) => workspaces.text(text), number, texts) };
  }
}

function take(pages: Iterator<Page, undefined>, count: number): Page[] {
  const taken: Page[] = [];
  while (taken.length < count) {
    const next = pages.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

function placeOf({ kind, number }: Page): string {
  return `${kind}.${number}`;
}
