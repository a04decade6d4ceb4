import { setImmediate as turn } from 'node:timers/promises';
import { ROWS_A_PAGE } from '../../content/changed-pages.js';
import { fillPage } from '../../content/row-page.js';
import { TokenContent } from '../../content/token-content.js';
import { LIST_PAGE, type Page, pageChecksum, ROW_PAGE, TEXT_PAGE } from '../pages/page-kinds.js';
import { parseTexts, TEXTS_A_PAGE } from '../pages/text-page.js';
import type { SnapshotHead } from '../tables/snapshot-head.js';
import type { LoadedSnapshot } from './loaded-snapshot.js';
import { faultOfCount } from './fault-of-count.js';
import type { PageCount, PageTaker } from './read-snapshot.js';

/** A millisecond or two: room for rows is made bit by bit. */
const ROWS_A_STEP = 65_536;

/** The pages of a copy as they come in, in any order, and what they amount to. */
export class GatheredPages implements PageTaker {
  private readonly content = new TokenContent();
  private readonly texts = new Map<number, readonly string[]>();
  private readonly seen = new Set<number>();
  private rows = 0;
  private digest = 0n;
  private fault: string | undefined;

  private lists = 0;

  /** @param onSign called with each sign of life of whoever gives them. */
  constructor(
    private readonly head: SnapshotHead,
    private readonly onSign: () => void,
  ) {}

  /** Believes the head's numbers only where there are as many pages: what has not been proven yet makes no room in memory. */
  async begin(counts: readonly PageCount[]): Promise<boolean> {
    this.onSign();
    this.lists = counts.find(({ kind }) => kind === LIST_PAGE)?.count ?? 0;
    for (const kind of new Set([ROW_PAGE, TEXT_PAGE, ...counts.map((one) => one.kind)])) {
      this.fault ??= faultOfCount(counts.find((one) => one.kind === kind), this.pagesOf(kind), nameOf(kind));
    }
    for (let rows = 0; this.fault === undefined && rows < this.head.rows; rows += ROWS_A_STEP) {
      this.content.reserve(Math.min(this.head.rows, rows + ROWS_A_STEP));
      await turn();
    }
    return this.fault === undefined;
  }

  /** Never throws: what is wrong is told in the end. */
  take(page: Page, checksum: Buffer): void {
    this.onSign();
    if (this.fault !== undefined) return;
    try {
      this.fault = this.faultOf(page, checksum);
      if (this.fault === undefined) this.add(page);
    } catch (error) {
      this.fault = `its page ${page.number} of ${nameOf(page.kind)} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** What the pages amount to, or what is wrong with them. To be called once, when all were taken. */
  finish(): LoadedSnapshot | { readonly fault: string } {
    const fault = this.fault ?? this.faultOfTexts() ?? this.faultOfRows() ?? this.content.allowlists.restored(this.lists);
    if (fault !== undefined) return { fault };
    const { content } = this;
    content.restored(this.digest);
    const { store, position, nextOffset, save } = this.head;
    const closed = [...content.closedReasons].map(([row, reason]) => ({ key: content.ids.text(row), reason }));
    return { content, store, position, nextOffset, save, closed };
  }

  private faultOf(page: Page, checksum: Buffer): string | undefined {
    return pageChecksum(page).equals(checksum) ? undefined : `its page ${page.number} of ${nameOf(page.kind)} has another checksum than was noted with it`;
  }

  private add(page: Page): void {
    if (page.kind === TEXT_PAGE) {
      this.texts.set(page.number, parseTexts(page.bytes));
      return;
    }
    if (page.kind === LIST_PAGE) {
      if (page.bytes.length > 0) this.content.allowlists.restoreLong(page.number, page.bytes.toString());
      return;
    }
    const { count, digest } = fillPage(this.content, page.number, page.bytes);
    this.seen.add(page.number);
    this.rows += count;
    this.digest = BigInt.asUintN(64, this.digest + digest);
  }

  /** Rows name their texts by number, so these have to come out with the numbers they had. */
  private faultOfTexts(): string | undefined {
    for (let page = 0; page < this.pagesOf(TEXT_PAGE); page += 1) {
      const texts = this.texts.get(page);
      if (texts === undefined) return `it lacks page ${page} of ${nameOf(TEXT_PAGE)}`;
      for (const [at, text] of texts.entries()) {
        if (this.content.workspaces.number(text) !== page * TEXTS_A_PAGE + at) return 'its texts are not in their places';
      }
    }
    return this.content.workspaces.size === this.head.texts ? undefined : `it has ${this.content.workspaces.size} texts, and ${this.head.texts} were noted`;
  }

  private faultOfRows(): string | undefined {
    const pages = this.pagesOf(ROW_PAGE);
    if (this.seen.size !== pages) return `it has ${this.seen.size} pages of rows of ${pages}`;
    if (this.rows !== this.head.rows || this.content.size !== this.rows) return `it has ${this.rows} rows, and ${this.head.rows} were noted`;
    const digest = this.digest.toString(16).padStart(16, '0');
    return digest === this.head.digest ? undefined : `its rows have the digest ${digest}, and ${this.head.digest} was noted with them`;
  }

  private pagesOf(kind: number): number {
    if (kind === TEXT_PAGE) return Math.ceil(this.head.texts / TEXTS_A_PAGE);
    // Of lists there may be any number, without a gap: rows say which, and which text each of them has.
    if (kind === LIST_PAGE) return this.lists;
    return kind === ROW_PAGE ? Math.ceil(this.head.rows / ROWS_A_PAGE) : 0;
  }
}

function nameOf(kind: number): string {
  return ['rows', 'texts', 'lists'][kind] ?? `kind ${kind}`;
}
