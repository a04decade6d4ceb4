import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answerOf, api, isRefusal } from '../api/api.js';
import { ClockIcon } from '../app/icons/icons.js';
import { EmptyState } from '../app/page/empty-state.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { ExactMoments } from '../app/page/moment.js';
import { RowsSkeleton } from '../app/page/page-skeleton.js';
import { exact } from '../i18n/times.js';
import { MomentField } from '../token-form/moment-field.js';
import { Details } from '../token-page/details.js';
import { useToken } from '../token-page/token-query.js';
import { Knowledge } from './knowledge.js';

/** A token as it was at a moment, and what each replica had told by then. The moment stands in the address. */
export function Component() {
  const { t } = useTranslation('token-as-of');
  const { token } = useToken();
  const [search, setSearch] = useSearchParams();
  const at = search.get('at');
  const choose = (moment: string | null): void => { setSearch(moment === null ? {} : { at: moment }, { replace: true }); };
  return (
    <Stack gap="lg">
      <Group className="panel" p={{ base: 'md', sm: 'lg' }} align="flex-end" gap="sm">
        <MomentField label={t('moment')} description={t('momentWhy')} value={at} onChange={choose} />
        <Button variant="default" onClick={() => { choose(token.createdAt); }}>{t('issued')}</Button>
        {token.revokedAt !== null && <Button variant="default" onClick={() => { choose(token.revokedAt); }}>{t('revoked')}</Button>}
      </Group>
      {at === null ? <EmptyState icon={<ClockIcon />} title={t('none.title')}>{t('none.what')}</EmptyState> : <Then token={token} at={at} />}
    </Stack>
  );
}

/** What is known without asking is not asked: that it is too early or too late. */
function Then({ token, at }: { readonly token: ApiToken; readonly at: string }) {
  const { t, i18n } = useTranslation('token-as-of');
  if (Date.parse(at) < Date.parse(token.createdAt)) return <Nothing>{t('notYet', { time: exact(token.createdAt, i18n.language) })}</Nothing>;
  if (Date.parse(at) > Date.now()) return <Nothing>{t('future')}</Nothing>;
  return <AsOf id={token.id} at={at} />;
}

const Nothing = ({ children }: { readonly children: string }) => <Alert role="status" variant="default" icon={<ClockIcon />}>{children}</Alert>;

function AsOf({ id, at }: { readonly id: string; readonly at: string }) {
  const { t, i18n } = useTranslation('token-as-of');
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', 'as-of', id, at],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/api-keys/{id}', { params: { path: { id }, query: { asOf: at } }, signal }))).body,
  });
  if (isRefusal(error, 404)) return <Nothing>{t('gone')}</Nothing>;
  if (data === undefined) return error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : <RowsSkeleton />;
  return (
    <ExactMoments value>
      <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="xs" component="section">
        <div>
          <Title order={2}>{t('was', { time: exact(at, i18n.language) })}</Title>
          <Text style={{ overflowWrap: 'anywhere' }}>{data.name} <Text span c="dimmed" className="mono">{`${data.prefix}…`}</Text></Text>
        </div>
        <Details token={data} />
      </Stack>
      <Knowledge id={id} at={at} />
    </ExactMoments>
  );
}
