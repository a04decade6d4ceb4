import { UnexpectedAnswerError } from './failures.js';

/** One page of a list, as the service answers. */
export interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * Every page of a list, from the one at `cursor` on; each is fetched when it is asked for.
 *
 * @throws UnexpectedAnswerError where a page is none, or leads back to one that was fetched: such a list has no end
 */
export async function* pages<P extends Page<unknown>>(fetchPage: (cursor: string | undefined) => Promise<P>, cursor?: string): AsyncGenerator<P, void, undefined> {
  const fetched = new Set<unknown>();
  for (let next: string | null | undefined = cursor; next !== null; ) {
    fetched.add(next);
    const page: P = await fetchPage(next);
    const { data, nextCursor }: { readonly data: unknown; readonly nextCursor: unknown } = page;
    const goesOn = typeof nextCursor === 'string' && !fetched.has(nextCursor);
    if (!Array.isArray(data) || !(nextCursor === null || goesOn)) throw new UnexpectedAnswerError(undefined, 200);
    yield page;
    next = page.nextCursor;
  }
}
