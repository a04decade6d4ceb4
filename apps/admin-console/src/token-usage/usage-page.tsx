import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.js';
import { KeyIcon } from '../app/icons/icons.js';
import { EmptyState } from '../app/page/empty-state.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { Moment } from '../app/page/moment.js';
import { RowsSkeleton } from '../app/page/page-skeleton.js';
import { useTokenId } from '../token-page/token-query.js';
import { CallsTables } from './calls-tables.js';
import { callsOf, refusedOf, type Usage } from './outcomes.js';
import { OverTime } from './over-time.js';
import classes from './usage.module.css';

/** By minute it is an hour, by hour a day, by day thirty days. */
const STEPS = ['minute', 'hour', 'day'] as const;
type Step = (typeof STEPS)[number];

const usageQuery = (id: string, step: Step) => queryOptions({
  queryKey: ['tokens', 'usage', id, step],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/api-keys/{id}/usage', { params: { path: { id }, query: { step } }, signal }))).body,
  placeholderData: keepPreviousData,
});

/** How often a token was used and refused: in all, over time, by route and by address. */
export function Component() {
  const { t } = useTranslation('token-usage');
  const label = useId();
  const [step, setStep] = useState<Step>('hour');
  const { data, error, refetch } = useQuery(usageQuery(useTokenId(), step));
  if (data === undefined) return error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : <RowsSkeleton />;
  if (callsOf(data.totals) === 0) return <EmptyState icon={<KeyIcon />} title={t('none.title')}>{t('none.what')}</EmptyState>;
  return (
    <Stack gap="lg">
      <Totals totals={data.totals} />
      <Group gap="sm">
        <Text size="sm" fw={600} id={label}>{t('time')}</Text>
        <SegmentedControl aria-labelledby={label} value={step} onChange={(chosen) => { setStep(STEPS.find((one) => one === chosen) ?? step); }} data={STEPS.map((value) => ({ value, label: t(`times.${value}`) }))} />
      </Group>
      <OverTime detail={data.detail} />
      <CallsTables detail={data.detail} />
    </Stack>
  );
}

function Totals({ totals }: { readonly totals: Usage['totals'] }) {
  const { t, i18n } = useTranslation('token-usage');
  const { accepted, firstUsedAt, lastUsedAt, withoutDetail } = totals;
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Stack className="panel" gap={0} component="section">
      <Title order={2} px="lg" pt="lg">{t('totals.title')}</Title>
      <dl className={classes['totals']}>
        <Total name={t('totals.accepted')}>{number.format(accepted)}</Total>
        <Total name={t('totals.refused')}>{number.format(refusedOf(totals))}</Total>
        <Total name={t('totals.first')}>{firstUsedAt === null ? t('totals.never') : <Moment at={firstUsedAt} />}</Total>
        <Total name={t('totals.last')}>{lastUsedAt === null ? t('totals.never') : <Moment at={lastUsedAt} />}</Total>
      </dl>
      {withoutDetail.accepted + withoutDetail.refused > 0 && <Text size="sm" c="dimmed" px="lg" pb="md">{t('withoutDetail', { count: withoutDetail.accepted + withoutDetail.refused })}</Text>}
    </Stack>
  );
}

function Total({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes['total']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
