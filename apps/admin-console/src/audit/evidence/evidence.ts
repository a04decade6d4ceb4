import { download } from '@portcullis/management-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.js';

/** What of the whole store was signed last: up to a minute old. */
export const checkpointQuery = queryOptions({ queryKey: ['audit', 'checkpoint'], queryFn: ({ signal }) => noteNow(signal) });

/** Signs now, over all that happened until now. */
export const signNow = (): Promise<string> => textAt('/api/v1/checkpoints/latest', { fresh: 'true' });

export const keyQuery = queryOptions({ queryKey: ['audit-key'], queryFn: ({ signal }) => textAt('/api/v1/checkpoints/key', {}, signal), staleTime: Infinity });

export const keptQuery = infiniteQueryOptions({
  queryKey: ['audit', 'checkpoints'],
  queryFn: async ({ pageParam, signal }) => (await answerOf(api.GET('/api/v1/checkpoints', { params: { query: { limit: 20, ...(pageParam !== '' && { cursor: pageParam }) } }, signal }))).body,
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

const noteNow = (signal: AbortSignal): Promise<string> => textAt('/api/v1/checkpoints/latest', {}, signal);

async function textAt(path: '/api/v1/checkpoints/latest' | '/api/v1/checkpoints/key', query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of download({ url: location.origin, ...(signal && { signal }) }, { path, query, mediaType: 'text/plain' })) text += decoder.decode(piece, { stream: true });
  return text;
}
