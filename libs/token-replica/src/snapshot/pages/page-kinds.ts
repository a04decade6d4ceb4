import { createHash } from 'node:crypto';

/** Rows of the replica's memory, see content/row-page.ts. */
export const ROW_PAGE = 0;
/** Texts that rows name by number, see text-page.ts. */
export const TEXT_PAGE = 1;

/** One long allowlist each, which rows name by number and SHA-256, see content/long-lists.ts; without bytes: none. */
export const LIST_PAGE = 2;

export interface Page {
  readonly kind: number;
  readonly number: number;
  readonly bytes: Buffer;
}

/** A page, and the checksum that stands beside it. */
export interface SealedPage extends Page {
  readonly checksum: Buffer;
}

/** Over the page's place as well, so that two pages that were exchanged are not what they should be. */
export function pageChecksum({ kind, number, bytes }: Page): Buffer {
  return createHash('sha256').update(`${kind}.${number}:`).update(bytes).digest();
}
