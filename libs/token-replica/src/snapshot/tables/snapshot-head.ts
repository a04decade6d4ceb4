import { hash } from 'node:crypto';

/** What the copy in the database is of, and up to where it goes. */
export interface SnapshotHead {
  /** Drawn anew with each save. */
  readonly save: string;
  /** What the pages are written in and by, see understanding.ts. */
  readonly understanding: string;
  readonly logIdentity: string;
  readonly topic: string;
  readonly store: string;
  /** The first offset that is not in the copy. */
  readonly nextOffset: number;
  /** Position of the closed record at the offset before. */
  readonly position: number;
  /** Content digest over the messages that the pages come from, 16 lower-case hex digits. */
  readonly digest: string;
  readonly rows: number;
  readonly texts: number;
}

/** A head as it stood in the database, and whether it is as it was written. */
export interface StoredHead extends SnapshotHead {
  readonly isIntact: boolean;
}

export const SELECT_HEAD = `
SELECT save, understanding, log_identity AS "logIdentity", topic, store, next_offset::float8 AS "nextOffset",
       position::float8 AS position, digest, rows::float8 AS rows, texts::float8 AS texts, checksum
  FROM portcullis_replica.snapshot`;

export interface HeadRow extends SnapshotHead {
  readonly checksum: Buffer;
}

export function toHead({ checksum, ...head }: HeadRow): StoredHead {
  return { ...head, isIntact: checksum.equals(headChecksum(head)) };
}

export function headChecksum(head: SnapshotHead): Buffer {
  const { save, understanding, logIdentity, topic, store, nextOffset, position, digest, rows, texts } = head;
  return hash('sha256', JSON.stringify([save, understanding, logIdentity, topic, store, nextOffset, position, digest, rows, texts]), 'buffer');
}
