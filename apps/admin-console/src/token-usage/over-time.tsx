import { Group, SegmentedControl, Stack, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RowsSkeleton } from '../app/page/page-skeleton.js';
import { byOutcome, type Outcome, outcomesOf, type UsageDetail } from './outcomes.js';
import { StepsTable } from './steps-table.js';
import classes from './usage.module.css';

const UsageChart = lazy(() => import('./usage-chart.js'));

/** As a drawing, or the same as a table. */
export function OverTime({ detail }: { readonly detail: UsageDetail }) {
  const { t } = useTranslation('token-usage');
  const [shown, setShown] = useState('chart');
  const outcomes = outcomesOf(detail.calls);
  return (
    <Stack className={`panel ${classes['outcomes'] ?? ''}`} p={{ base: 'md', sm: 'lg' }} gap="md" component="section">
      <Group justify="space-between">
        <Title order={2}>{t('overTime')}</Title>
        <SegmentedControl size="xs" aria-label={t('shownAs')} value={shown} onChange={setShown} data={[{ value: 'chart', label: t('chart') }, { value: 'table', label: t('table') }]} />
      </Group>
      <Legend detail={detail} outcomes={outcomes} />
      {shown === 'chart' ? <Suspense fallback={<RowsSkeleton />}><UsageChart detail={detail} outcomes={outcomes} /></Suspense> : <StepsTable detail={detail} outcomes={outcomes} />}
    </Stack>
  );
}

/** What the colours mean, and how many calls each is. */
function Legend({ detail, outcomes }: { readonly detail: UsageDetail; readonly outcomes: readonly Outcome[] }) {
  const { t, i18n } = useTranslation('token-usage');
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <ul className={classes['legend']} aria-label={t('inThisTime')}>
      {outcomes.map((outcome) => (
        <li key={outcome}><span className={classes['mark']} style={{ background: `var(--${outcome})` }} />{t(`outcomes.${outcome}`)} <strong>{number.format(byOutcome(detail.calls)[outcome])}</strong></li>
      ))}
    </ul>
  );
}
