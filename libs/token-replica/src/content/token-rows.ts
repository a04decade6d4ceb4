/** A row's fixed fields, packed into 80 bytes of a page; strings and allowlists stand beside it. */
const ROW_BYTES = 80;
const WORDS = ROW_BYTES / 4;
const DOUBLES = ROW_BYTES / 8;
const PAGE_ROWS = 65_536;

const AT_DOUBLE = { part: 4, version: 5, notBefore: 6, expires: 7 } as const;
const AT_WORD = { scopes: 16, workspace: 17, flags: 18 } as const;

interface Page {
  readonly words: Uint32Array;
  readonly doubles: Float64Array;
  readonly longs: BigUint64Array;
}

/** What a row says of its token; times are epoch ms, -Infinity and Infinity where there is no limit. */
export interface RowFields {
  readonly notBeforeMs: number;
  readonly expiresAtMs: number;
  readonly scopeBits: number;
  readonly workspace: number;
  /** Status, kind and environment as one small number; see flags.ts. */
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
    if (row % PAGE_ROWS === 0) this.pages.push(newPage());
    this.count += 1;
    return row;
  }

  write(row: number, fields: RowFields): void {
    const { words, doubles } = this.page(row);
    const at = row % PAGE_ROWS;
    doubles[at * DOUBLES + AT_DOUBLE.notBefore] = fields.notBeforeMs;
    doubles[at * DOUBLES + AT_DOUBLE.expires] = fields.expiresAtMs;
    words[at * WORDS + AT_WORD.scopes] = fields.scopeBits;
    words[at * WORDS + AT_WORD.workspace] = fields.workspace;
    words[at * WORDS + AT_WORD.flags] = fields.flags;
  }

  /** The token's stream version that is held, and its message's part in the content digest. */
  setHeld(row: number, version: number, digestPart: bigint): void {
    const { doubles, longs } = this.page(row);
    const at = (row % PAGE_ROWS) * DOUBLES;
    doubles[at + AT_DOUBLE.version] = version;
    longs[at + AT_DOUBLE.part] = digestPart;
  }

  version(row: number): number {
    return this.double(row, AT_DOUBLE.version);
  }

  digestPart(row: number): bigint {
    return this.page(row).longs[(row % PAGE_ROWS) * DOUBLES + AT_DOUBLE.part] ?? 0n;
  }

  notBeforeMs(row: number): number {
    return this.double(row, AT_DOUBLE.notBefore);
  }

  expiresAtMs(row: number): number {
    return this.double(row, AT_DOUBLE.expires);
  }

  scopeBits(row: number): number {
    return this.word(row, AT_WORD.scopes);
  }

  workspace(row: number): number {
    return this.word(row, AT_WORD.workspace);
  }

  flags(row: number): number {
    return this.word(row, AT_WORD.flags);
  }

  /** The current secret's SHA-256, eight words; a view, valid until the row's secret changes. */
  secret(row: number): Uint32Array {
    const at = (row % PAGE_ROWS) * WORDS;
    return this.page(row).words.subarray(at, at + 8);
  }

  private double(row: number, field: number): number {
    return this.page(row).doubles[(row % PAGE_ROWS) * DOUBLES + field] ?? 0;
  }

  private word(row: number, field: number): number {
    return this.page(row).words[(row % PAGE_ROWS) * WORDS + field] ?? 0;
  }

  private page(row: number): Page {
    const page = this.pages[Math.floor(row / PAGE_ROWS)];
    if (page === undefined) throw new RangeError(`row ${row} of ${this.count}`);
    return page;
  }
}

function newPage(): Page {
  const buffer = new ArrayBuffer(PAGE_ROWS * ROW_BYTES);
  return { words: new Uint32Array(buffer), doubles: new Float64Array(buffer), longs: new BigUint64Array(buffer) };
}
