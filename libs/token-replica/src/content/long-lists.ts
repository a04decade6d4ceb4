/** An allowlist's text that is longer than this is saved once, in a page of its own, and not in the page of each row that has it. Of the page format. */
const LONG = 256;

/** Long allowlists that came or went from one cut to the next, as they were when it was made. */
export interface ListsCut {
  /** Every list's number is below this. */
  readonly count: number;
  /** An empty text: there is no list of this number any more. */
  readonly lists: readonly { readonly number: number; readonly text: string }[];
  /** It came to nothing: its lists count as changed again. */
  undo(): void;
}

/**
 * Numbers the long allowlists for the copy in the database, and knows which of them changed. A list never changes under
 * its number while a row has it, so what a cut holds are references, however long it takes to write them.
 */
export class LongLists {
  private readonly texts: string[] = [];
  private readonly free: number[] = [];
  private readonly changed = new Set<number>();

  static isLong(text: string): boolean {
    return text.length > LONG;
  }

  /** @returns the list's number. */
  add(text: string): number {
    const number = this.free.pop() ?? this.texts.length;
    this.texts[number] = text;
    this.changed.add(number);
    return number;
  }

  remove(number: number): void {
    this.texts[number] = '';
    this.free.push(number);
    this.changed.add(number);
  }

  /** All lists that there are, by their numbers and as they are saved; empty where there is none. */
  restored(texts: ReadonlyMap<number, string>, count: number): void {
    for (let number = 0; number < count; number += 1) {
      const text = texts.get(number) ?? '';
      this.texts.push(text);
      if (text === '') this.free.push(number);
    }
  }

  /** All lists count as changed. */
  all(): void {
    for (const number of this.texts.keys()) this.changed.add(number);
  }

  /** Takes all that changed since the cut before. */
  take(): ListsCut {
    const lists = [...this.changed].map((number) => ({ number, text: this.texts[number] ?? '' }));
    this.changed.clear();
    const undo = (): void => {
      for (const { number } of lists) this.changed.add(number);
    };
    return { count: this.texts.length, lists, undo };
  }
}
