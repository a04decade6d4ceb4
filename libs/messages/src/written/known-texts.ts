import { type PackedText, packText } from './packed-text.js';
import type { WrittenBytes } from './written-bytes.js';

/** So many are remembered, of so many bytes together; what comes then takes the place of them all. */
const MOST_KNOWN = 16_384;
const MOST_BYTES = 2 ** 20;
/** Longer texts, in bytes, hardly ever come again: what they stand for is made each time. */
const LONGEST_KNOWN = 256;

interface Known<T> {
  readonly text: PackedText;
  readonly value: T;
}

/**
 * What texts stand for that come again and again, such as the scopes of a bundle or the id of a workspace: found by
 * their bytes, without a string of them. A token that is given ever new ones leaves no more behind than the bounds allow,
 * and keeps nobody else's from being remembered.
 */
export class KnownTexts<T extends string | readonly unknown[]> {
  private readonly byHash = new Map<number, Known<T>>();
  private readonly first: Known<T>[] = [];
  private bytes = 0;

  /**
   * @param skip moves over one such text, with what ends it, and says whether it was there.
   * @param make what a text stands for, that which ends it included.
   * @param tried so many that were met first are compared before anything is looked up: worth it where there is a handful.
   */
  constructor(
    private readonly skip: (bytes: WrittenBytes) => boolean,
    private readonly make: (text: string) => T,
    private readonly tried: number,
  ) {}

  /** What the next text stands for; undefined: there is none. */
  next(bytes: WrittenBytes): T | undefined {
    for (const { text, value } of this.first) if (bytes.text(text)) return value;
    const from = bytes.at;
    if (!this.skip(bytes)) return undefined;
    const end = bytes.at;
    const hash = bytes.hashFrom(from);
    const known = this.byHash.get(hash);
    bytes.at = from;
    if (known?.text.length === end - from && bytes.text(known.text)) return known.value;
    bytes.at = end;
    const text = bytes.textFrom(from);
    return text.length <= LONGEST_KNOWN ? this.keep(hash, text) : this.make(text);
  }

  private keep(hash: number, text: string): T {
    if (this.byHash.size === MOST_KNOWN || this.bytes + text.length > MOST_BYTES) this.forget();
    const known = { text: packText(text), value: this.make(text) };
    this.byHash.set(hash, known);
    this.bytes += text.length;
    if (this.first.length < this.tried) this.first.push(known);
    return known.value;
  }

  private forget(): void {
    this.byHash.clear();
    this.first.length = 0;
    this.bytes = 0;
  }
}
