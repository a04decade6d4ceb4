import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../session/session.js';

const NOTICE = 'end-of-session';

/** Says so where the session is over that somebody worked in, and forgets what it showed. Whoever signs out knows it. */
export function EndOfSession() {
  const { t } = useTranslation('live');
  const queries = useQueryClient();
  useEffect(() => {
    const [session] = sessionQuery.queryKey;
    let hadOne = queries.getQueryData(sessionQuery.queryKey) != null;
    return queries.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || (event.query.queryKey as readonly unknown[])[0] !== session || event.action.type !== 'success') return;
      const hasOne = event.query.state.data != null;
      if (hasOne) notifications.hide(NOTICE);
      // Signing out writes it by hand; here the service said that there is none.
      else if (hadOne && event.action.manual !== true) {
        queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session });
        notifications.show({ id: NOTICE, color: 'gray', autoClose: false, title: t('ended.title'), message: t('ended.what'), closeButtonProps: { 'aria-label': t('app:close') } });
      }
      hadOne = hasOne;
    });
  }, [queries, t]);
  return null;
}
