/** So many consecutive rows are saved as one page: with all their columns just less than a page of PostgreSQL. */
export const ROWS_A_PAGE = 80;

const CHANGED = 1;
/** Part of the cut that is being taken, and not read yet. */
const AWAITED = 2;

/** The pages that changed from one cut to the next, each as it was when the cut was made. */
export interface Cut {
  /** Rows there were. */
  readonly rows: number;
  /** Reads the next page; undefined: that was all. */
  next(): { readonly page: number; readonly bytes: Buffer } | undefined;
  /** It came to nothing: its pages count as changed again. */
  undo(): void;
}

/**
 * Knows which pages of rows changed. A cut is made in one step that costs nothing, and read bit by bit while rows go on
 * changing: a page that is about to change before its turn is read at that moment.
 */
export class ChangedPages {
  private marks = new Uint8Array(1_024);
  private rows = 0;
  private cut: PendingCut | undefined;
  private count = 0;

  /** @param read a page as it is now. */
  constructor(private readonly read: (page: number) => Buffer) {}

  /** How many changes there were ever: whoever finds the same number twice has missed none. */
  get changes(): number {
    return this.count;
  }

  /** To be told before each change of a row, and before a row is added. */
  beforeChange(row: number): void {
    const page = Math.floor(row / ROWS_A_PAGE);
    if (page >= this.marks.length) this.grow(page + 1);
    const mark = this.marks[page] ?? 0;
    if ((mark & AWAITED) !== 0) this.cut?.keep(page, this.read(page));
    this.marks[page] = CHANGED;
    this.rows = Math.max(this.rows, row + 1);
    this.count += 1;
  }

  /** There are so many rows, all of them as they were saved. */
  restored(rows: number): void {
    this.grow(Math.ceil(rows / ROWS_A_PAGE));
    this.rows = rows;
  }

  /** All pages count as changed. */
  all(): void {
    this.marks.fill(CHANGED, 0, Math.ceil(this.rows / ROWS_A_PAGE));
  }

  /** Takes all that changed since the cut before, which has to be at its end, or undone. */
  take(): Cut {
    const pages: number[] = [];
    for (let page = 0; page * ROWS_A_PAGE < this.rows; page += 1) {
      if (this.marks[page] !== CHANGED) continue;
      this.marks[page] = AWAITED;
      pages.push(page);
    }
    this.cut = new PendingCut(this.rows, pages, this.marksOf, this.read);
    return this.cut;
  }

  private readonly marksOf = {
    settle: (page: number): void => {
      this.marks[page] = (this.marks[page] ?? 0) & CHANGED;
    },
    change: (page: number): void => {
      this.marks[page] = CHANGED;
    },
  };

  private grow(pages: number): void {
    if (pages <= this.marks.length) return;
    const grown = new Uint8Array(Math.max(pages, 2 * this.marks.length));
    grown.set(this.marks);
    this.marks = grown;
  }
}

interface Marks {
  settle(page: number): void;
  change(page: number): void;
}

class PendingCut implements Cut {
  private readonly early = new Map<number, Buffer>();
  private at = 0;

  constructor(
    readonly rows: number,
    private readonly pages: readonly number[],
    private readonly marks: Marks,
    private readonly read: (page: number) => Buffer,
  ) {}

  next(): { readonly page: number; readonly bytes: Buffer } | undefined {
    const page = this.pages[this.at];
    if (page === undefined) return undefined;
    this.at += 1;
    const bytes = this.early.get(page) ?? this.read(page);
    this.early.delete(page);
    this.marks.settle(page);
    return { page, bytes };
  }

  keep(page: number, bytes: Buffer): void {
    this.early.set(page, bytes);
  }

  undo(): void {
    this.early.clear();
    this.at = this.pages.length;
    for (const page of this.pages) this.marks.change(page);
  }
}
