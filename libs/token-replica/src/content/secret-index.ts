import { SegmentedTable } from './segmented-table.js';
import type { TokenRows } from './token-rows.js';

/** From here on a reference is a retiring secret, below it a row whose current secret it is. */
const RETIRING = 2 ** 31;
const NO_SECRET = new Uint32Array(8);

export interface Secret {
  /** Its SHA-256 as eight words. */
  readonly digest: Uint32Array;
  /** Exclusive end of its grace period, epoch ms; Infinity for a current secret. */
  readonly endMs: number;
}

interface RetiringSecret extends Secret {
  readonly row: number;
}

/**
 * SHA-256 of a secret → its token's row. A current secret's digest stands in its row, beside what a check reads next; the
 * few that run out after a rotation stand here. All 32 bytes are compared, so a hit is a hit.
 *
 * The digest is evenly distributed already, so its first word is the hash. An attacker cannot aim for collisions: the
 * digest is of a secret that token-service drew.
 */
export class SecretIndex {
  private readonly table: SegmentedTable;
  private readonly retiring: (RetiringSecret | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly retiringNumbers = new Map<number, readonly number[]>();

  /** @param segmentSlots see SegmentedTable. */
  constructor(
    private readonly rows: TokenRows,
    segmentSlots?: number,
  ) {
    this.table = new SegmentedTable(segmentSlots);
  }

  get size(): number {
    return this.table.size;
  }

  /** A reference for `rowOf` and `endOf`, good until the next change; -1: no token has this secret. */
  find(digest: Uint32Array): number {
    const { table } = this;
    for (let reference = table.first((digest[0] ?? 0) | 0); reference !== -1; reference = table.next()) {
      if (reference < RETIRING ? this.rows.hasSecret(reference, digest) : this.isRetiring(reference, digest)) return reference;
    }
    return -1;
  }

  rowOf(reference: number): number {
    return reference < RETIRING ? reference : (this.retiring[reference - RETIRING]?.row ?? -1);
  }

  /** Exclusive end of the secret's grace period, epoch ms; Infinity for a current secret. */
  endOf(reference: number): number {
    return reference < RETIRING ? Infinity : (this.retiring[reference - RETIRING]?.endMs ?? -Infinity);
  }

  /** The secrets of a row that run out after a rotation. */
  retiringOf(row: number): readonly Secret[] {
    const numbers = this.retiringNumbers.get(row) ?? [];
    return numbers.map((number) => this.retiring[number]).filter((secret) => secret !== undefined);
  }

  /** Gives a row that has no secret yet its current one, eight words from `at` on; all zero: none. */
  restoreCurrent(row: number, words: Uint32Array, at: number): void {
    let some = 0;
    for (let word = at; word < at + 8; word += 1) some |= words[word] ?? 0;
    if (some === 0) return;
    this.rows.setSecret(row, words, at);
    this.table.add(words[at] ?? 0, row);
  }

  /** Gives a row that has none yet its further secrets. */
  restoreRetiring(row: number, secrets: readonly Secret[]): void {
    this.retiringNumbers.set(row, secrets.map((secret) => this.addRetiring(row, secret)));
  }

  /** Gives a row these secrets in place of all that it had; `endMs` is Infinity for the current one. */
  replace(row: number, secrets: readonly Secret[]): void {
    this.forget(row);
    // A row has room for one; what a message tells beyond that is kept as a secret that runs out never.
    const current = secrets.findLast(isCurrent);
    if (current !== undefined) this.addCurrent(row, current.digest);
    if (secrets.length === (current === undefined ? 0 : 1)) return;
    this.restoreRetiring(row, secrets.filter((secret) => secret !== current));
  }

  private addCurrent(row: number, digest: Uint32Array): void {
    this.rows.setSecret(row, digest, 0);
    this.table.add(digest[0] ?? 0, row);
  }

  private addRetiring(row: number, { digest, endMs }: Secret): number {
    const number = this.free.pop() ?? this.retiring.length;
    this.retiring[number] = { digest, endMs, row };
    this.table.add(digest[0] ?? 0, RETIRING + number);
    return number;
  }

  private forget(row: number): void {
    this.table.delete(this.rows.firstOfSecret(row), row);
    this.rows.setSecret(row, NO_SECRET, 0);
    if (this.retiringNumbers.size === 0) return;
    for (const number of this.retiringNumbers.get(row) ?? []) {
      this.table.delete(this.retiring[number]?.digest[0] ?? 0, RETIRING + number);
      this.retiring[number] = undefined;
      this.free.push(number);
    }
    this.retiringNumbers.delete(row);
  }

  private isRetiring(reference: number, digest: Uint32Array): boolean {
    return this.retiring[reference - RETIRING]?.digest.every((word, at) => word === digest[at]) ?? false;
  }
}

function isCurrent({ endMs }: Secret): boolean {
  return endMs === Infinity;
}
