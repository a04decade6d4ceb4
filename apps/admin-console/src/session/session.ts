import type { Session } from '@portcullis/management-client';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { answerOf, api, isRefusal } from '../api/api.js';

/** Whose session this is; null: nobody's. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return (await answerOf(api.GET('/api/v1/session', { signal }))).body;
    } catch (error) {
      if (isRefusal(error, 401)) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export type Permission = Session['user']['permissions'][number];

/** Below the shell there always is one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('a page of the shell without a session');
  return data;
}

/** Whether the person may do this; the service checks it again. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession().user;
  return (permission) => permissions.includes(permission);
}
