import { Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, WarningIcon } from '../app/icons/icons.js';
import { ExactMoments, Moment } from '../app/page/moment.js';
import { Records } from '../app/page/records.js';
import { exact } from '../i18n/times.js';
import classes from './closing.module.css';
import type { Exposure } from './exposure-page.js';

type ClosingView = Exposure['closings'][number];
type BootView = ClosingView['boots'][number];

/** One change that revoked or disabled the token: how many calls at most came through after it, and where. */
export function Closing({ closing: { type, time, complete, acceptedAtMost, boots } }: { readonly closing: ClosingView }) {
  const { t, i18n } = useTranslation('token-exposure');
  return (
    <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="md" component="section">
      <Group justify="space-between" gap="xs">
        <Title order={2}>{t(`closings.${type}`, { time: exact(time, i18n.language) })}</Title>
        <span className="status" data-tone={complete ? 'good' : 'warn'}>{complete ? <ActiveIcon /> : <WarningIcon />}{t(complete ? 'complete' : 'incomplete')}</span>
      </Group>
      <div>
        <Text component="p" m={0} fz="xl" fw={650}>{acceptedAtMost === 0 ? t(complete ? 'acceptedNone' : 'acceptedNoneKnown') : t(complete ? 'acceptedAtMost' : 'acceptedKnown', { count: acceptedAtMost, told: new Intl.NumberFormat(i18n.language).format(acceptedAtMost) })}</Text>
        <Text size="sm" c="dimmed" maw="75ch" mt={4}>{t(complete ? 'means' : 'meansMore')}</Text>
      </div>
      {boots.length === 0 && <Text size="sm">{t('nobody')}</Text>}
      <ExactMoments value>
        {boots.map((boot) => <Boot key={boot.boot} boot={boot} />)}
      </ExactMoments>
    </Stack>
  );
}

function Boot({ boot: { service, boot, complete, acceptedAtMost, calls, otherCalls } }: { readonly boot: BootView }) {
  const { t, i18n } = useTranslation('token-exposure');
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <div className={classes['boot']}>
      <Group justify="space-between" gap="xs" align="flex-start" mb={4}>
        <div className={classes['name']}>
          <Text size="sm" fw={600}>{service}</Text>
          <Text size="xs" c="dimmed" className="mono">{boot}</Text>
        </div>
        <Text size="sm">{t(complete ? 'atMost' : 'atLeastUnknown', { count: acceptedAtMost, told: number.format(acceptedAtMost) })}</Text>
      </Group>
      {calls.length > 0 && (
        <Records
          label={t('callsOf', { service })}
          minWidth={600}
          columns={[{ head: t('route') }, { head: t('address') }, { head: t('calls'), isNumber: true }, { head: t('last'), isNumber: true }]}
          rows={calls.map(({ route, address, calls: count, lastAt }) => ({ key: `${route ?? ''} ${address ?? ''}`, cells: [<span key="route" className="mono">{route ?? t('other')}</span>, <span key="address" className="mono">{address ?? t('other')}</span>, number.format(count), <Moment key="last" at={lastAt} />] }))}
        />
      )}
      {otherCalls > 0 && <Text size="sm" c="dimmed">{t('others', { count: otherCalls, told: number.format(otherCalls) })}</Text>}
    </div>
  );
}
