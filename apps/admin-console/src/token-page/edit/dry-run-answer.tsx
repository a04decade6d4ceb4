import { Alert, Stack, Table, Text, Title } from '@mantine/core';
import type { operations } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, WarningIcon } from '../../app/icons/icons.js';
import { Moment } from '../../app/page/moment.js';

type DryRun = NonNullable<operations['updateApiToken']['responses'][200]['content']['application/json']['dryRun']>;

/** Which recorded calls the change would have refused. */
export function DryRunAnswer({ dryRun: { keptFrom, accepted, refused, unknown, withoutDetail, uses } }: { readonly dryRun: DryRun }) {
  const { t } = useTranslation('token-page');
  const lost = refused.scope + refused.address;
  const harmless = accepted === 0 ? t('dryRun.none') : t('dryRun.harmless', { count: accepted });
  const summary = lost > 0 ? t('dryRun.refused', { lost, count: accepted }) : harmless;
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">{t('dryRun.title')}</Title>
      <Alert role="status" variant="light" color={lost > 0 ? 'yellow' : 'teal'} icon={lost > 0 ? <WarningIcon /> : <ActiveIcon />}>
        <Text size="sm" fw={600}>{summary}</Text>
        <Text size="sm">{t('dryRun.since')} <Moment at={keptFrom} /></Text>
        {unknown > 0 && <Text size="sm">{t('dryRun.unknown', { count: unknown })}</Text>}
        {withoutDetail > 0 && <Text size="sm">{t('dryRun.withoutDetail', { count: withoutDetail })}</Text>}
      </Alert>
      {uses.length > 0 && <RefusedUses uses={uses} />}
    </Stack>
  );
}

function RefusedUses({ uses }: { readonly uses: DryRun['uses'] }) {
  const { t } = useTranslation('token-page');
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t('dryRun.uses') } }}>
      <Table captionSide="top">
        <Table.Caption ta="left">{t('dryRun.uses')}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('dryRun.route')}</Table.Th>
            <Table.Th>{t('dryRun.because')}</Table.Th>
            <Table.Th>{t('dryRun.address')}</Table.Th>
            <Table.Th ta="right">{t('dryRun.calls')}</Table.Th>
            <Table.Th>{t('dryRun.last')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {uses.map(({ because, service, route, missingScopes, address, calls, lastAt }) => (
            <Table.Tr key={[service, route, address, because].join(' ')}>
              <Table.Td className="mono">{route ?? t('dryRun.other')}</Table.Td>
              <Table.Td>{because === 'scope' ? t('dryRun.missing', { scopes: missingScopes.join(', ') }) : t('dryRun.notAllowed')}</Table.Td>
              <Table.Td className="mono">{address ?? t('dryRun.other')}</Table.Td>
              <Table.Td ta="right">{calls}</Table.Td>
              <Table.Td><Moment at={lastAt} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
