import type { User } from '@portcullis/management-client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.js';

/** `here`: who may sign in, or could again. */
export type Shown = 'here' | 'removed';

export const peopleQuery = (shown: Shown) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', shown],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 100, ...(shown === 'removed' && { status: 'removed' as const }), ...(pageParam !== '' && { cursor: pageParam }) };
      return (await answerOf(api.GET('/api/v1/users', { params: { query }, signal }))).body;
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export type Role = User['role'];
export const ROLES = ['owner', 'admin', 'auditor', 'member'] as const satisfies readonly Role[];
