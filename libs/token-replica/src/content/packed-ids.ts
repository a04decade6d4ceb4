import { BASE62 } from '@portcullis/token';

const HEAD = 'tok_';
/** What each ASCII character counts; -1: not a digit of base 62. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) => BASE62.indexOf(String.fromCharCode(code)));
const CODES = Uint8Array.from(BASE62, (digit) => digit.charCodeAt(0));
const ID_CHARACTERS = 26;
/** 62⁵ is less than 2³²: five digits a word, and two in the last. */
const DIGITS_A_WORD = 5;
const WORDS = 5;
const PAGE_IDS = 65_536;

/** Token ids of the usual form, `tok_` and 22 base-62 digits, in 20 bytes each of a page, by their number. */
export class PackedIds {
  static readonly WORDS = WORDS;
  private readonly pages: Uint32Array[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** Writes an id's five words into `words`; false: it has another form, and `words` is of no use. */
  static pack(id: string, words: Uint32Array): boolean {
    if (id.length !== ID_CHARACTERS || !id.startsWith(HEAD)) return false;
    for (let word = 0, at = HEAD.length; word < WORDS; word += 1) {
      const end = Math.min(at + DIGITS_A_WORD, ID_CHARACTERS);
      let number = 0;
      for (; at < end; at += 1) {
        const code = id.charCodeAt(at);
        const value = code > 127 ? -1 : (VALUES[code] ?? -1);
        if (value < 0) return false;
        number = number * 62 + value;
      }
      words[word] = number;
    }
    return true;
  }

  /** @param words undefined: the number is given to an id that stands elsewhere. */
  add(words: Uint32Array | undefined): number {
    const number = this.count;
    if (number % PAGE_IDS === 0) this.pages.push(new Uint32Array(PAGE_IDS * WORDS));
    this.count += 1;
    if (words !== undefined) this.page(number).set(words, (number % PAGE_IDS) * WORDS);
    return number;
  }

  /** Writes the five words that stand in `words` from `at` on. */
  set(number: number, words: Uint32Array, at: number): void {
    const page = this.page(number);
    const first = (number % PAGE_IDS) * WORDS;
    for (let word = 0; word < WORDS; word += 1) page[first + word] = words[at + word] ?? 0;
  }

  read(number: number, words: Uint32Array): void {
    const page = this.page(number);
    const at = (number % PAGE_IDS) * WORDS;
    for (let word = 0; word < WORDS; word += 1) words[word] = page[at + word] ?? 0;
  }

  isAt(number: number, words: Uint32Array): boolean {
    const page = this.page(number);
    const at = (number % PAGE_IDS) * WORDS;
    for (let word = 0; word < WORDS; word += 1) if (page[at + word] !== words[word]) return false;
    return true;
  }

  text(number: number): string {
    const page = this.page(number);
    const codes = new Array<number>(ID_CHARACTERS - HEAD.length);
    for (let at = codes.length - 1, word = WORDS - 1; word >= 0; word -= 1) {
      let rest = page[(number % PAGE_IDS) * WORDS + word] ?? 0;
      for (const first = word * DIGITS_A_WORD; at >= first; at -= 1) {
        codes[at] = CODES[rest % 62] ?? 0;
        rest = Math.floor(rest / 62);
      }
    }
    return HEAD + String.fromCharCode(...codes);
  }

  private page(number: number): Uint32Array {
    const page = this.pages[Math.floor(number / PAGE_IDS)];
    if (page === undefined) throw new RangeError(`id ${number} of ${this.count}`);
    return page;
  }
}
