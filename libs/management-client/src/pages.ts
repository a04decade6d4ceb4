/** One page of a list, as the service answers. */
export interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** Every page of a list, from the one at `cursor` on; each is fetched when it is asked for. */
export async function* pages<P extends Page<unknown>>(fetchPage: (cursor: string | undefined) => Promise<P>, cursor?: string): AsyncGenerator<P, void, undefined> {
  for (let next: string | null | undefined = cursor; next !== null; ) {
    const page: P = await fetchPage(next);
    yield page;
    next = page.nextCursor;
  }
}
