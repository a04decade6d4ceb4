import type { User, UserChanged } from '@portcullis/management-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.js';
import { withPassword } from '../../confirm-password/with-password.js';
import { sessionQuery } from '../../session/session.js';
import { bodyOf, type RoleAndGrants } from '../grants.js';

export type PersonChange = { readonly what: 'suspend' | 'resume' | 'remove' } | { readonly what: 'role'; readonly wished: RoleAndGrants };

/** Makes the change, asking for the password again where the service wants it. */
export function useChangePerson({ id }: User) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: PersonChange): Promise<UserChanged> => (await withPassword(() => answerOf(callFor(id, change)))).body,
    // One's own rights may be others from now on.
    onSuccess: () => Promise.all([['people'], ['tokens'], ['audit'], sessionQuery.queryKey].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

function callFor(id: string, change: PersonChange) {
  const params = { path: { id } };
  switch (change.what) {
    case 'role':
      return api.PATCH('/api/v1/users/{id}', { params, body: bodyOf(change.wished) });
    case 'suspend':
      return api.POST('/api/v1/users/{id}/suspend', { params });
    case 'resume':
      return api.POST('/api/v1/users/{id}/resume', { params });
    case 'remove':
      return api.DELETE('/api/v1/users/{id}', { params });
  }
}
