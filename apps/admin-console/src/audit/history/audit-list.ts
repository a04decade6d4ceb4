import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.js';
import { type AuditCriteria, filterOf } from './audit-criteria.js';

const AT_ONCE = 50;

/** Newest first. A cursor belongs to the times that its list began with, so these go along. */
export const auditQuery = (criteria: AuditCriteria, idOf: (email: string) => string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'events', criteria, idOf(criteria.actor)],
    queryFn: async ({ pageParam, signal }) => {
      const now = pageParam?.now ?? Date.now();
      const query = { ...filterOf(criteria, idOf, now), limit: AT_ONCE, ...(pageParam && { cursor: pageParam.cursor }) };
      const { data, nextCursor } = (await answerOf(api.GET('/api/v1/events', { params: { query }, signal }))).body;
      return { data, next: nextCursor === null ? null : { cursor: nextCursor, now } };
    },
    initialPageParam: undefined as { readonly cursor: string; readonly now: number } | undefined,
    getNextPageParam: ({ next }) => next,
  });
