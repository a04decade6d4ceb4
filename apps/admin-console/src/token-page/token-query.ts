import type { ApiToken } from '@portcullis/management-client';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answerOf, api } from '../api/api.js';

/** A token, and what a change of exactly this version names in If-Match. */
export interface TaggedToken {
  readonly token: ApiToken;
  readonly etag: string;
}

export const tokenQuery = (id: string) => queryOptions({
  queryKey: ['tokens', 'one', id],
  queryFn: async ({ signal }): Promise<TaggedToken> => {
    const { body, headers } = await answerOf(api.GET('/api/v1/api-keys/{id}', { params: { path: { id } }, signal }));
    const etag = headers.get('etag');
    // Without it a change would be made over anybody's.
    if (etag === null) throw new Error('The token came without its ETag');
    return { token: body, etag };
  },
});

/** Id of the token that the address names. */
export function useTokenId(): string {
  const { id } = useParams();
  if (id === undefined) throw new Error('a page of a token without its id');
  return id;
}

export const useToken = (): TaggedToken => useSuspenseQuery(tokenQuery(useTokenId())).data;
