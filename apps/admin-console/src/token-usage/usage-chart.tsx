import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import { filledSteps } from './filled-steps.js';
import type { Outcome, UsageDetail } from './outcomes.js';
import { stepTime } from './step-time.js';

/** Calls over time, one colour for each outcome, which the legend around it names; whoever cannot see it has the table. */
export default function UsageChart({ detail, outcomes }: { readonly detail: UsageDetail; readonly outcomes: readonly Outcome[] }) {
  const { t, i18n } = useTranslation('token-usage');
  const number = new Intl.NumberFormat(i18n.language);
  const { step, steps } = filledSteps(detail);
  const data = steps.map((one) => ({ ...one, start: stepTime(one.start, step, i18n.language) }));
  return (
    <div role="img" aria-label={t('chartOf', { accepted: number.format(detail.calls.accepted) })}>
      <BarChart
        h={280}
        data={data}
        dataKey="start"
        type="stacked"
        series={outcomes.map((outcome) => ({ name: outcome, label: t(`outcomes.${outcome}`), color: `var(--${outcome})` }))}
        valueFormatter={(value) => number.format(value)}
        xAxisProps={{ minTickGap: 24, interval: 'equidistantPreserveStart' }}
        yAxisProps={{ width: 48, allowDecimals: false }}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
