import type { Scope as ScopeView } from '@portcullis/management-client';
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.js';

export type ScopeName = ScopeView['scope'];

/** Every scope and access level, with what the person may grant. The catalogue is shorter than one page of the API. */
export const scopesQuery = queryOptions({
  queryKey: ['scopes'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/scopes', { params: { query: { limit: 100 } }, signal }))).body,
  staleTime: 60_000,
});
