import { setImmediate as turn } from 'node:timers/promises';
import { type Page, pageChecksum, type SealedPage } from '../pages/page-kinds.js';

/** So many pages go to the database at once: of usual ones a quarter of a megabyte, two milliseconds of this process. */
const BATCH_PAGES = 32;
/** Or so many bytes: a page with much that is rare has a hundred kilobytes, a long allowlist up to a megabyte. */
const BATCH_BYTES = 1_000_000;
/** After so many bytes others get their turn. */
const STEP_BYTES = 256_000;

/** Takes the next pages to be written in one statement: by bytes, not only by number, so that no step of it is a long one. */
export async function takeBatch(pages: Iterator<Page, undefined>): Promise<{ readonly pages: readonly SealedPage[]; readonly isLast: boolean }> {
  const taken: SealedPage[] = [];
  let bytes = 0;
  for (let step = 0; taken.length < BATCH_PAGES && bytes < BATCH_BYTES; ) {
    const { value } = pages.next();
    if (value === undefined) return { pages: taken, isLast: true };
    taken.push({ ...value, checksum: pageChecksum(value) });
    bytes += value.bytes.length;
    step += value.bytes.length;
    if (step < STEP_BYTES) continue;
    step = 0;
    await turn();
  }
  return { pages: taken, isLast: false };
}
