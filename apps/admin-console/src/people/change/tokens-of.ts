import type { ApiToken } from '@portcullis/management-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.js';

const LIVING = ['active', 'pending', 'disabled', 'expired'] as const;
/** Of each status; whoever has more sees the first of them, and is told so. */
const MOST_PAGES = 5;

export interface TokensOf {
  readonly tokens: readonly ApiToken[];
  /** false: there are more of them. */
  readonly isAll: boolean;
}

/** User tokens of somebody that are not revoked. */
export const tokensOfQuery = (userId: string) =>
  queryOptions({
    queryKey: ['tokens', 'of-person', userId],
    queryFn: async ({ signal }): Promise<TokensOf> => {
      const parts = await Promise.all(LIVING.map((status) => tokensOf(userId, status, signal)));
      return { tokens: parts.flatMap(({ tokens }) => tokens), isAll: parts.every(({ isAll }) => isAll) };
    },
  });

async function tokensOf(creator: string, status: (typeof LIVING)[number], signal: AbortSignal): Promise<TokensOf> {
  const tokens: ApiToken[] = [];
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { creator, status, kind: 'user' as const, limit: 100, ...(cursor !== '' && { cursor }) };
    const { data, nextCursor } = (await answerOf(api.GET('/api/v1/api-keys', { params: { query }, signal }))).body;
    tokens.push(...data);
    if (nextCursor === null) return { tokens, isAll: true };
    cursor = nextCursor;
  }
  return { tokens, isAll: false };
}
