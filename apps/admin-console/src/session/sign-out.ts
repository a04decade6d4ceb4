import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../api/api.js';
import { sessionQuery } from './session.js';

/** Ends this session, and forgets everything that it showed. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/session')),
    onSuccess: () => {
      queries.setQueryData(sessionQuery.queryKey, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
}
