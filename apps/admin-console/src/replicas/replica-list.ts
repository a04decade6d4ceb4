import type { Replica } from '@portcullis/management-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../api/api.js';

const EVERY_MS = 1_000;
/** An installation has a few; those that are gone are told for a while. */
const MOST_PAGES = 10;

/** As the service knows them now; asked again each second, and only while the page can be seen. */
export const replicasQuery = queryOptions({
  queryKey: ['replicas'],
  queryFn: async ({ signal }): Promise<readonly Replica[]> => {
    const all: Replica[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
      const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor !== '' && { cursor }) };
      const { data, nextCursor } = (await answerOf(api.GET('/api/v1/replicas', { params: { query }, signal }))).body;
      all.push(...data);
      cursor = nextCursor;
    }
    return all;
  },
  refetchInterval: EVERY_MS,
});
