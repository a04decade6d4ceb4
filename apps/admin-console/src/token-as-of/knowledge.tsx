import { Stack, Text, Title } from '@mantine/core';
import type { operations } from '@portcullis/management-client';
import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.js';
import { ActiveIcon, ClockIcon } from '../app/icons/icons.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { Moment } from '../app/page/moment.js';
import { RowsSkeleton } from '../app/page/page-skeleton.js';
import { Records } from '../app/page/records.js';
import { Status } from '../tokens/status.js';

type TokenKnowledge = operations['showApiTokenKnowledge']['responses'][200]['content']['application/json'];

/** What each replica was recorded to know of the token at a moment. @param at RFC 3339 */
export function Knowledge({ id, at }: { readonly id: string; readonly at: string }) {
  const { t } = useTranslation('token-as-of');
  const { data, error, refetch } = useQuery({
    queryKey: ['tokens', 'knowledge', id, at],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/api-keys/{id}/knowledge', { params: { path: { id }, query: { at } }, signal }))).body,
  });
  if (data === undefined) return error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : <RowsSkeleton />;
  return (
    <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="sm" component="section">
      <div>
        <Title order={2}>{t('knew')}</Title>
        <Text size="sm" c="dimmed">{t('knewMeans', { version: data.committed.version })}</Text>
      </div>
      {data.replicas.length === 0 ? <Text size="sm">{t('nobody')}</Text> : (
        <Records label={t('knew')} minWidth={680} columns={[{ head: t('replica') }, { head: t('status') }, { head: t('told') }, { head: t('current') }]} rows={data.replicas.map((replica) => ({ key: replica.boot, cells: cellsOf(replica) }))} />
      )}
    </Stack>
  );
}

const cellsOf = ({ service, boot, status, toldAt, version, differs }: TokenKnowledge['replicas'][number]): readonly ReactNode[] => [
  <Fragment key="replica">{service}<Text size="xs" c="dimmed" className="mono">{boot}</Text></Fragment>,
  <KnownStatus key="status" status={status} version={version} />,
  toldAt === null ? <Unknown key="told" /> : <Moment key="told" at={toldAt} />,
  differs === null ? <Unknown key="current" /> : <Currency key="current" differs={differs} />,
];

function KnownStatus({ status, version }: Pick<TokenKnowledge['replicas'][number], 'status' | 'version'>) {
  const { t } = useTranslation('token-as-of');
  if (status === null) return t(version === 0 ? 'unissued' : 'unknown');
  return <><Status status={status} /><Text size="xs" c="dimmed" mt={2}>{t('version', { version })}</Text></>;
}

function Unknown() {
  const { t } = useTranslation('token-as-of');
  return t('unknown');
}

/** Whether it had told of all that was committed. */
function Currency({ differs }: { readonly differs: boolean }) {
  const { t } = useTranslation('token-as-of');
  return <span className="status" data-tone={differs ? 'soon' : 'good'}>{differs ? <ClockIcon /> : <ActiveIcon />}{t(differs ? 'behind' : 'all')}</span>;
}
