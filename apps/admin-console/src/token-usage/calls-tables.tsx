import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Records } from '../app/page/records.js';
import { type CallCounts, refusedOf, type UsageDetail } from './outcomes.js';

interface Row {
  readonly key: string;
  readonly name: ReactNode;
  readonly calls: CallCounts;
}

/** By route and by address, those with the most calls first. */
export function CallsTables({ detail: { routes, addresses } }: { readonly detail: UsageDetail }) {
  const { t } = useTranslation('token-usage');
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <CallsTable title={t('routes')} head={t('route')} rows={routes.map(({ service, route, scopes, calls }) => ({ key: `${service ?? ''} ${route ?? ''} ${scopes.join(' ')}`, name: <Route name={route ?? t('other')} more={[service ?? '', ...scopes]} />, calls }))} />
      <CallsTable isNarrow title={t('addresses')} head={t('address')} rows={addresses.map(({ address, calls }) => ({ key: address ?? '', name: <span className="mono">{address ?? t('other')}</span>, calls }))} />
    </SimpleGrid>
  );
}

function Route({ name, more }: { readonly name: string; readonly more: readonly string[] }) {
  return (
    <>
      <Text className="mono">{name}</Text>
      <Text size="xs" c="dimmed">{more.filter((part) => part !== '').join(' · ')}</Text>
    </>
  );
}

function CallsTable({ title, head, rows, isNarrow = false }: { readonly isNarrow?: boolean; readonly title: string; readonly head: string; readonly rows: readonly Row[] }) {
  const { t, i18n } = useTranslation('token-usage');
  const number = new Intl.NumberFormat(i18n.language);
  const columns = [{ head }, { head: t('totals.accepted'), isNumber: true, width: 88 }, { head: t('totals.refused'), isNumber: true, width: 80 }];
  return (
    <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="xs" component="section">
      <Title order={2}>{title}</Title>
      {rows.length === 0 ? <Text size="sm" c="dimmed">{t('noCalls')}</Text> : (
        <Records label={title} isNarrow={isNarrow} minWidth={280} columns={columns} rows={rows.map(({ key, name, calls }) => ({ key, cells: [name, number.format(calls.accepted), number.format(refusedOf(calls))] }))} />
      )}
    </Stack>
  );
}
