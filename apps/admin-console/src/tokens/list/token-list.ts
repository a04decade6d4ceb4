import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.js';
import { type Criteria, filterOf } from './token-criteria.js';

const AT_ONCE = 100;

/** The tokens, a hundred at a time, as far as somebody scrolls. */
export const tokenListQuery = (criteria: Criteria) => {
  const filter = filterOf(criteria);
  const { sort } = criteria;
  return infiniteQueryOptions({
    queryKey: ['tokens', 'list', filter, sort],
    queryFn: async ({ pageParam, signal }) => (await answerOf(api.GET('/api/v1/api-keys', { params: { query: { ...filter, sort, limit: AT_ONCE, ...(pageParam !== '' && { cursor: pageParam }) } }, signal }))).body,
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
};

/** How many there are of each status, whatever status is looked at. */
export const tokenCountsQuery = (criteria: Criteria) => {
  const filter = filterOf({ ...criteria, status: undefined });
  return queryOptions({
    queryKey: ['tokens', 'counts', filter],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/api-keys/counts', { params: { query: filter }, signal }))).body,
  });
};
