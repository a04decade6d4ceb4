import type { TokenEvent } from '@portcullis/management-client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.js';
import { useMay, useSession } from '../session/session.js';

/** Says who acted: oneself, somebody by email as far as one may see people, else by id. */
export function useWho(): (actor: TokenEvent['actor']) => string {
  const { t } = useTranslation('token-history');
  const { user } = useSession();
  const isShown = useMay()('userView');
  const { data } = useQuery({
    queryKey: ['people', 'emails'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/users', { params: { query: { limit: 100 } }, signal }))).body.data,
    enabled: isShown,
    staleTime: 60_000,
  });
  return ({ type, id }) => {
    if (type === 'system') return t('who.system');
    if (type === 'token') return t('who.token', { id });
    if (id === user.id) return t('who.you');
    return data?.find((person) => person.id === id)?.email ?? t('who.user', { id });
  };
}
