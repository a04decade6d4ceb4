import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { byOutcome, type Outcome, type UsageDetail } from './outcomes.js';
import { stepTitle } from './step-time.js';
import classes from './usage.module.css';

/** What the chart draws, in figures: each step with calls. */
export function StepsTable({ detail: { steps, step }, outcomes }: { readonly detail: UsageDetail; readonly outcomes: readonly Outcome[] }) {
  const { t, i18n } = useTranslation('token-usage');
  const number = new Intl.NumberFormat(i18n.language);
  if (steps.length === 0) return <Text size="sm" c="dimmed">{t('noCalls')}</Text>;
  return (
    <Table.ScrollContainer minWidth={170 + 110 * outcomes.length} mah={420} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t('overTime') } }}>
      <Table className={classes['figures'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('from')}</Table.Th>
            {outcomes.map((outcome) => <Table.Th key={outcome} scope="col" ta="right">{t(`outcomes.${outcome}`)}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map(({ start, calls }) => (
            <Table.Tr key={start}>
              <Table.Th scope="row" fw={400}>{stepTitle(start, step, i18n.language)}</Table.Th>
              {outcomes.map((outcome) => <Table.Td key={outcome} ta="right">{number.format(byOutcome(calls)[outcome])}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
