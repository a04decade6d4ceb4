import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { SealedPage } from '../pages/page-kinds.js';
import { headChecksum, type HeadRow, SELECT_HEAD, type SnapshotHead, toHead } from '../tables/snapshot-head.js';

const COLUMNS = 'save, understanding, log_identity, topic, store, next_offset, position, digest, rows, texts, checksum';
const PLACES = '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11';
/** Holds the head's row until the end of the transaction, so that of two writers the later one finds out. */
const FOLLOW = `UPDATE portcullis_replica.snapshot SET (${COLUMNS}, saved_at) = (${PLACES}, clock_timestamp()) WHERE save = $12`;
const BEGIN_ANEW = `INSERT INTO portcullis_replica.snapshot (${COLUMNS}) VALUES (${PLACES}) ON CONFLICT DO NOTHING`;
/** One parameter of bytes instead of an array of them, which would travel as text, twice as long: checksum, page, checksum, page … */
const PUT = `
INSERT INTO portcullis_replica.snapshot_page AS held (kind, number, checksum, bytes)
  SELECT kind, number, substring($1::bytea FROM start FOR 32), substring($1::bytea FROM start + 32 FOR length)
    FROM unnest($2::smallint[], $3::int[], $4::int[], $5::int[]) AS page(kind, number, start, length)
  ON CONFLICT (kind, number) DO UPDATE SET checksum = excluded.checksum, bytes = excluded.bytes`;
const CHECKSUMS = "SELECT kind || '.' || number AS place, encode(checksum, 'hex') AS checksum FROM portcullis_replica.snapshot_page";
const CUT_OFF = 'DELETE FROM portcullis_replica.snapshot_page WHERE (kind = $1 AND number >= $2) OR kind NOT IN (0, 1, 2)';
const CLEAR = 'DELETE FROM portcullis_replica.snapshot_page';
const CHECKSUM_BYTES = 32;

/** Somebody else wrote to the copy, or threw it away: this writer has to look again. */
export class SnapshotMoved extends Error {
  override readonly name = 'SnapshotMoved';
}

/** The copy in the database, as whoever writes it sees it. Every change of it is one transaction. */
export class StoredCopy {
  constructor(
    private readonly client: pg.Client,
    private current: SnapshotHead | undefined,
  ) {}

  static async open(client: pg.Client): Promise<StoredCopy> {
    const [row] = (await client.query<HeadRow>(SELECT_HEAD)).rows;
    return new StoredCopy(client, row && toHead(row));
  }

  /** undefined: there is no copy. */
  get head(): SnapshotHead | undefined {
    return this.current;
  }

  /**
   * Begins the transaction that brings the copy to this head.
   *
   * @throws SnapshotMoved where the copy is not the one that was seen last.
   */
  async begin(head: Omit<SnapshotHead, 'save'>): Promise<SnapshotHead> {
    const next = { ...head, save: randomUUID() };
    await this.client.query('BEGIN');
    const values = [next.save, next.understanding, next.logIdentity, next.topic, next.store, next.nextOffset, next.position, next.digest, next.rows, next.texts, headChecksum(next)];
    const base = this.current?.save;
    const { rowCount } = await (base === undefined ? this.client.query(BEGIN_ANEW, values) : this.client.query(FOLLOW, [...values, base]));
    if (rowCount !== 1) throw new SnapshotMoved('another process writes the snapshot');
    return next;
  }

  /** Checksums of the pages that are there, as hex, by kind and number with a point between. */
  async checksums(): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.client.query<{ place: string; checksum: string }>(CHECKSUMS);
    return new Map(rows.map(({ place, checksum }) => [place, checksum]));
  }

  async clear(): Promise<void> {
    await this.client.query(CLEAR);
  }

  async put(pages: readonly SealedPage[]): Promise<void> {
    if (pages.length === 0) return;
    let at = 1;
    const starts = pages.map(({ bytes }) => (at += CHECKSUM_BYTES + bytes.length) - CHECKSUM_BYTES - bytes.length);
    const packed = Buffer.concat(pages.flatMap(({ checksum, bytes }) => [checksum, bytes]));
    const values = [packed, pages.map(({ kind }) => kind), pages.map(({ number }) => number), starts, pages.map(({ bytes }) => bytes.length)];
    await this.client.query({ name: 'put', text: PUT, values });
  }

  /** Drops what is behind the last page of a kind. */
  async cutOff(kind: number, pages: number): Promise<void> {
    await this.client.query(CUT_OFF, [kind, pages]);
  }

  async commit(head: SnapshotHead): Promise<void> {
    await this.client.query('COMMIT');
    this.current = head;
  }
}
