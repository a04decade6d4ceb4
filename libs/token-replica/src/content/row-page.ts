import { ROWS_A_PAGE } from './changed-pages.js';
import type { SavedList } from './allowlists.js';
import { allowlistOf, CLOSED, ownFlagsOf, withAllowlist } from './flags.js';
import { PackedIds } from './packed-ids.js';
import type { Secret } from './secret-index.js';
import type { TokenContent } from './token-content.js';

/** To be raised whenever what is written below changes, or what a message is taken for. */
export const PAGE_FORMAT = 2;

const SECRET_WORDS = 8;
const ID_WORDS = PackedIds.WORDS;

/**
 * A page as it is saved: first, in columns, what every row has, each column as long as in a full page; then, as JSON, what
 * few rows have. Independent of how rows are laid out in memory, but in this machine's order of bytes.
 */
class Columns {
  readonly bytes: Buffer;
  readonly count: Uint32Array;
  readonly notBefore: Float64Array;
  readonly expires: Float64Array;
  readonly versions: Float64Array;
  readonly parts: BigUint64Array;
  readonly secrets: Uint32Array;
  readonly ids: Uint32Array;
  readonly scopes: Uint32Array;
  readonly workspaces: Uint32Array;
  readonly flags: Uint32Array;

  constructor() {
    const buffer = new ArrayBuffer(8 + ROWS_A_PAGE * (4 * 8 + (SECRET_WORDS + ID_WORDS + 3) * 4));
    let at = 8;
    const wide = (): [ArrayBuffer, number, number] => [buffer, (at += 8 * ROWS_A_PAGE) - 8 * ROWS_A_PAGE, ROWS_A_PAGE];
    const words = (each: number): [ArrayBuffer, number, number] => [buffer, (at += 4 * each * ROWS_A_PAGE) - 4 * each * ROWS_A_PAGE, each * ROWS_A_PAGE];
    this.bytes = Buffer.from(buffer);
    this.count = new Uint32Array(buffer, 0, 1);
    this.notBefore = new Float64Array(...wide());
    this.expires = new Float64Array(...wide());
    this.versions = new Float64Array(...wide());
    this.parts = new BigUint64Array(...wide());
    this.secrets = new Uint32Array(...words(SECRET_WORDS));
    this.ids = new Uint32Array(...words(ID_WORDS));
    this.scopes = new Uint32Array(...words(1));
    this.workspaces = new Uint32Array(...words(1));
    this.flags = new Uint32Array(...words(1));
  }
}

/** What few rows have, by the row's place in its page. */
interface Rarities {
  /** Ids of another form than token-service gives. */
  readonly ids?: [number, string][];
  /** The text of a list, see SavedList. */
  readonly allowlists?: [number, string][];
  /** Number and SHA-256 of a long list, and the rows that have it. */
  readonly lists?: [number, string, number[]][];
  /** Beside the current secret: end of the grace period, epoch ms, null for none; and the digest as hex. */
  readonly retiring?: [number, number | null, string][];
  /** Why the token is closed. */
  readonly closed?: [number, string][];
}

/** One page at a time goes through here: each is copied out, or copied in. */
const columns = new Columns();
const idWords = new Uint32Array(ID_WORDS);

/** The rows of a page as bytes. Costs about 30 µs. */
export function readPage(content: TokenContent, page: number): Buffer {
  const first = page * ROWS_A_PAGE;
  const count = Math.max(0, Math.min(ROWS_A_PAGE, content.size - first));
  columns.bytes.fill(0);
  columns.count[0] = count;
  const rarities: Required<Rarities> = { ids: [], allowlists: [], lists: [], retiring: [], closed: [] };
  for (let at = 0; at < count; at += 1) {
    readRow(content, first + at, at);
    readRarities(content, first + at, at, rarities);
  }
  const some = Object.entries(rarities).filter(([, list]) => list.length > 0);
  return Buffer.concat([columns.bytes, Buffer.from(some.length === 0 ? '' : JSON.stringify(Object.fromEntries(some)))]);
}

function readRow({ rows, ids }: TokenContent, row: number, at: number): void {
  columns.notBefore[at] = rows.notBeforeMs(row);
  columns.expires[at] = rows.expiresAtMs(row);
  columns.versions[at] = rows.version(row);
  columns.parts[at] = rows.digestPart(row);
  columns.secrets.set(rows.secret(row), at * SECRET_WORDS);
  if (ids.readPacked(row, idWords)) columns.ids.set(idWords, at * ID_WORDS);
  columns.scopes[at] = rows.scopeBits(row);
  columns.workspaces[at] = rows.workspace(row);
  columns.flags[at] = ownFlagsOf(rows.flags(row));
}

function readRarities(content: TokenContent, row: number, at: number, { ids, allowlists, lists, retiring, closed }: Required<Rarities>): void {
  const flags = content.rows.flags(row);
  const list = content.allowlists.saved(allowlistOf(flags));
  if (list?.long !== undefined) addUse(lists, list.long, at);
  else if (list !== undefined) allowlists.push([at, list.text]);
  if (flags === CLOSED) closed.push([at, content.closedReasons.get(row) ?? '']);
  for (const { digest, endMs } of content.secrets.retiringOf(row)) {
    retiring.push([at, Number.isFinite(endMs) ? endMs : null, Buffer.from(Uint32Array.from(digest).buffer).toString('hex')]);
  }
  if (!content.ids.readPacked(row, idWords)) ids.push([at, content.ids.text(row)]);
}

function addUse(lists: Required<Rarities>['lists'], { number, sha256 }: NonNullable<SavedList['long']>, at: number): void {
  const known = lists.find(([other]) => other === number);
  if (known === undefined) lists.push([number, sha256, [at]]);
  else known[2].push(at);
}

/**
 * Fills a page's rows, which must be empty, with what `readPage` gave. Pages may come in any order.
 *
 * @returns how many rows there are, and the sum of their messages' parts in the content digest, modulo 2^64.
 * @throws RangeError where the bytes are no page, or name another list than others do; SyntaxError where what few rows have cannot be read.
 */
export function fillPage(content: TokenContent, page: number, bytes: Buffer): { readonly count: number; readonly digest: bigint } {
  if (bytes.length < columns.bytes.length) throw new RangeError(`a page of ${bytes.length} bytes`);
  bytes.copy(columns.bytes, 0, 0, columns.bytes.length);
  const count = columns.count[0] ?? 0;
  if (count > ROWS_A_PAGE) throw new RangeError(`a page of ${count} rows`);
  const text = bytes.toString('utf8', columns.bytes.length);
  const rarities = text === '' ? {} : (JSON.parse(text) as Rarities);
  const first = page * ROWS_A_PAGE;
  content.reserve(first + count);
  const unusual = new Set(rarities.ids?.map(([at]) => at));
  let digest = 0n;
  for (let at = 0; at < count; at += 1) {
    fillRow(content, first + at, at, unusual.has(at));
    digest += columns.parts[at] ?? 0n;
  }
  fillRarities(content, first, rarities);
  return { count, digest: BigInt.asUintN(64, digest) };
}

function fillRow({ rows, ids, secrets }: TokenContent, row: number, at: number, isUnusual: boolean): void {
  rows.write(row, {
    notBeforeMs: columns.notBefore[at] ?? 0,
    expiresAtMs: columns.expires[at] ?? 0,
    scopeBits: columns.scopes[at] ?? 0,
    workspace: columns.workspaces[at] ?? 0,
    flags: columns.flags[at] ?? 0,
  });
  rows.setHeld(row, columns.versions[at] ?? 0, columns.parts[at] ?? 0n);
  secrets.restoreCurrent(row, columns.secrets, at * SECRET_WORDS);
  if (!isUnusual) ids.restorePacked(row, columns.ids, at * ID_WORDS);
}

function fillRarities(content: TokenContent, first: number, { ids = [], allowlists = [], lists = [], retiring = [], closed = [] }: Rarities): void {
  for (const [at, id] of ids) content.ids.restoreText(first + at, id);
  const give = (at: number, list: number): void => {
    content.rows.setFlags(first + at, withAllowlist(content.rows.flags(first + at), list));
  };
  for (const [at, text] of allowlists) give(at, content.allowlists.holdText(text));
  for (const [number, sha256, rows] of lists) for (const at of rows) give(at, content.allowlists.holdLong({ number, sha256 }));
  for (const [at, reason] of closed) content.closedReasons.set(first + at, reason);
  const secrets = new Map<number, Secret[]>();
  for (const [at, endMs, hex] of retiring) {
    const digest = new Uint32Array(Uint8Array.from(Buffer.from(hex, 'hex')).buffer);
    secrets.set(at, [...(secrets.get(at) ?? []), { digest, endMs: endMs ?? Infinity }]);
  }
  for (const [at, list] of secrets) content.secrets.restoreRetiring(first + at, list);
}
