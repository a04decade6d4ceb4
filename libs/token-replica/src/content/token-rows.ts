/** What a check reads of a token is one line of memory: 64 bytes, in pages. */
const WORDS = 16;
const DOUBLES = 8;
const SHIFT = 16;
const PAGE_ROWS = 1 << SHIFT;
const IN_PAGE = PAGE_ROWS - 1;

// Bytes 0 to 31 are the current secret's SHA-256; places in doubles (8 bytes) and words (4 bytes):
const NOT_BEFORE = 4;
const EXPIRES = 5;
const SCOPES = 12;
const WORKSPACE = 13;
const FLAGS = 14;
const USE = 15;

interface Page {
  readonly words: Uint32Array;
  readonly doubles: Float64Array;
  /** What only a change reads, and a check does not. */
  readonly versions: Float64Array;
  readonly digestParts: BigUint64Array;
}

/** What a row says of its token; times are epoch ms, -Infinity and Infinity where there is no limit. */
export interface RowFields {
  readonly notBeforeMs: number;
  readonly expiresAtMs: number;
  readonly scopeBits: number;
  readonly workspace: number;
  /** Status, kind, environment and the allowlist's number in one; see flags.ts. */
  readonly flags: number;
}

/**
 * One row a token, in pages of typed arrays: growth adds a page and copies nothing, and the garbage collector sees a few
 * large buffers instead of millions of objects.
 */
export class TokenRows {
  private readonly pages: Page[] = [];
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(): number {
    const row = this.count;
    if ((row & IN_PAGE) === 0) this.pages.push(newPage());
    this.count += 1;
    return row;
  }

  write(row: number, fields: RowFields): void {
    const { words, doubles } = this.page(row);
    const at = row & IN_PAGE;
    doubles[at * DOUBLES + NOT_BEFORE] = fields.notBeforeMs;
    doubles[at * DOUBLES + EXPIRES] = fields.expiresAtMs;
    words[at * WORDS + SCOPES] = fields.scopeBits;
    words[at * WORDS + WORKSPACE] = fields.workspace;
    words[at * WORDS + FLAGS] = fields.flags;
  }

  /** The token's stream version that is held, and its message's part in the content digest. */
  setHeld(row: number, version: number, digestPart: bigint): void {
    const { versions, digestParts } = this.page(row);
    versions[row & IN_PAGE] = version;
    digestParts[row & IN_PAGE] = digestPart;
  }

  version(row: number): number {
    return this.page(row).versions[row & IN_PAGE] ?? 0;
  }

  digestPart(row: number): bigint {
    return this.page(row).digestParts[row & IN_PAGE] ?? 0n;
  }

  notBeforeMs(row: number): number {
    return this.page(row).doubles[(row & IN_PAGE) * DOUBLES + NOT_BEFORE] ?? 0;
  }

  expiresAtMs(row: number): number {
    return this.page(row).doubles[(row & IN_PAGE) * DOUBLES + EXPIRES] ?? 0;
  }

  scopeBits(row: number): number {
    return this.word(row, SCOPES);
  }

  workspace(row: number): number {
    return this.word(row, WORKSPACE);
  }

  flags(row: number): number {
    return this.word(row, FLAGS);
  }

  setFlags(row: number, flags: number): void {
    this.page(row).words[(row & IN_PAGE) * WORDS + FLAGS] = flags;
  }

  /** Where this process counts the token's use; 0: nowhere yet. Kept here so that counting needs no look-up. */
  use(row: number): number {
    return this.word(row, USE);
  }

  setUse(row: number, use: number): void {
    this.page(row).words[(row & IN_PAGE) * WORDS + USE] = use;
  }

  /** Whether this is the SHA-256 of the row's current secret, all of it. */
  hasSecret(row: number, digest: Uint32Array): boolean {
    const { words } = this.page(row);
    const at = (row & IN_PAGE) * WORDS;
    for (let word = 0; word < 8; word += 1) if (words[at + word] !== digest[word]) return false;
    return true;
  }

  /** The first word of the current secret's SHA-256; zero where there is none. */
  firstOfSecret(row: number): number {
    return this.word(row, 0);
  }

  /** The current secret's SHA-256, eight words, to be read or written in place; all zero where there is none. */
  secret(row: number): Uint32Array {
    const at = (row & IN_PAGE) * WORDS;
    return this.page(row).words.subarray(at, at + 8);
  }

  /** Gives a row the secret whose eight words stand in `words` from `at` on; faster than by a view, as a start does it for all. */
  setSecret(row: number, words: Uint32Array, at: number): void {
    const target = this.page(row).words;
    const first = (row & IN_PAGE) * WORDS;
    for (let word = 0; word < 8; word += 1) target[first + word] = words[at + word] ?? 0;
  }

  private word(row: number, field: number): number {
    return this.page(row).words[(row & IN_PAGE) * WORDS + field] ?? 0;
  }

  private page(row: number): Page {
    const page = this.pages[row >>> SHIFT];
    if (page === undefined) throw new RangeError(`row ${row} of ${this.count}`);
    return page;
  }
}

function newPage(): Page {
  const buffer = new ArrayBuffer(PAGE_ROWS * WORDS * 4);
  return {
    words: new Uint32Array(buffer),
    doubles: new Float64Array(buffer),
    versions: new Float64Array(PAGE_ROWS),
    digestParts: new BigUint64Array(PAGE_ROWS),
  };
}
