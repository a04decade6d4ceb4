/** What the copy in the database is of, and up to where it goes. */
export interface SnapshotHead {
  readonly generation: string;
  readonly logIdentity: string;
  readonly topic: string;
  readonly store: string;
  /** The first offset that is not in the copy. */
  readonly nextOffset: number;
  /** Content digest over the messages, 16 lower-case hex digits. */
  readonly digest: string;
}

export const SELECT_HEAD = `
SELECT generation, log_identity AS "logIdentity", topic, store, next_offset AS "nextOffset", digest
  FROM portcullis_replica.snapshot`;

/** As the driver gives it: bigint and numeric are texts. */
export interface HeadRow extends Omit<SnapshotHead, 'nextOffset'> {
  readonly nextOffset: string;
}

export function toHead(row: HeadRow): SnapshotHead {
  return { ...row, nextOffset: Number(row.nextOffset), digest: toDigest(row.digest) };
}

/** PostgreSQL's decimal text of a content digest, as closed records write it. */
export function toDigest(decimal: string): string {
  return BigInt(decimal).toString(16).padStart(16, '0');
}
