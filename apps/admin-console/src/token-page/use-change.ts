import type { Answer, ApiToken, Receipt } from '@portcullis/management-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NotConfirmed, withPassword } from '../confirm-password/with-password.js';

interface Changed {
  readonly apiToken: ApiToken;
  readonly receipt: Receipt;
}

/** A change of a token; the password is asked for where the service wants it. `failure` is nothing where the person closed that dialog. */
export function useChange<Wish, Body extends Changed>(change: (wish: Wish) => Promise<Answer<Body>>) {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (wish: Wish) => (await withPassword(() => change(wish))).body,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return { ...mutation, failure: mutation.error instanceof NotConfirmed ? null : mutation.error };
}
