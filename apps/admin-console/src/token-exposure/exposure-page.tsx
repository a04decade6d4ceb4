import { Stack, Text, Title } from '@mantine/core';
import type { operations } from '@portcullis/management-client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answerOf, api } from '../api/api.js';
import { RevokedIcon } from '../app/icons/icons.js';
import { Caution } from '../app/page/caution.js';
import { EmptyState } from '../app/page/empty-state.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { RowsSkeleton } from '../app/page/page-skeleton.js';
import { exact } from '../i18n/times.js';
import { MomentField } from '../token-form/moment-field.js';
import { useTokenId } from '../token-page/token-query.js';
import { CallsTables } from '../token-usage/calls-tables.js';
import { callsOf } from '../token-usage/outcomes.js';
import { OverTime } from '../token-usage/over-time.js';
import { Closing } from './closing.js';

export type Exposure = operations['showApiTokenExposure']['responses'][200]['content']['application/json'];

/** What a token may have done before it was refused everywhere; with the time it leaked, which stands in the address, all that it did since. */
export function Component() {
  const { t } = useTranslation('token-exposure');
  const id = useTokenId();
  const [search, setSearch] = useSearchParams();
  const since = search.get('since');
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', 'exposure', id, since],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/api-keys/{id}/exposure', { params: { path: { id }, query: { ...(since !== null && { since }) } }, signal }))).body,
    placeholderData: keepPreviousData,
  });
  return (
    <Stack gap="lg">
      {error && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <RowsSkeleton />}
      {data?.closings.map((closing) => <Closing key={closing.position} closing={closing} />)}
      {data !== undefined && data.earlierClosings > 0 && <Text size="sm" c="dimmed">{t('earlier', { count: data.earlierClosings })}</Text>}
      {data?.closings.length === 0 && <EmptyState icon={<RevokedIcon />} title={t('none.title')}>{t('none.what')}</EmptyState>}
      <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="sm" component="section">
        <div>
          <Title order={2}>{t('leak')}</Title>
          <Text size="sm" c="dimmed">{t('leakWhy')}</Text>
        </div>
        <MomentField label={t('since')} value={since} onChange={(moment) => { setSearch(moment === null ? {} : { since: moment }, { replace: true }); }} />
      </Stack>
      {since !== null && data?.since && <Since since={data.since} />}
    </Stack>
  );
}

function Since({ since: { since, complete, detail } }: { readonly since: NonNullable<Exposure['since']> }) {
  const { t, i18n } = useTranslation('token-exposure');
  const count = callsOf(detail.calls);
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Stack gap="lg">
      <div>
        <Title order={2}>{t('did', { time: exact(since, i18n.language) })}</Title>
        <Text>{count === 0 ? t('didNothing') : t('didCalls', { count, told: number.format(count), accepted: number.format(detail.calls.accepted) })}</Text>
      </div>
      {!complete && <Caution>{t('didMore')}</Caution>}
      {count > 0 && <OverTime detail={detail} />}
      {count > 0 && <CallsTables detail={detail} />}
    </Stack>
  );
}
