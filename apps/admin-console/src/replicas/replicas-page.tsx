import { Stack, Text, Title } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ReplicasIcon } from '../app/icons/icons.js';
import { EmptyState } from '../app/page/empty-state.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { Page } from '../app/page/page.js';
import { Alarms } from './alarms.js';
import { Freshness } from './freshness-at-a-glance.js';
import { summaryOf } from './freshness.js';
import { NothingHeard } from './nothing-heard.js';
import { replicasQuery } from './replica-list.js';
import { ReplicaCard } from './replica-card.js';
import classes from './replicas.module.css';
import { alarmsQuery } from './service-health.js';
import { useMsSince } from './use-ms-since.js';

/** It is asked for each second: what is older than this is not how things are. */
const UNTOLD_MS = 4_000;

/** Who checks tokens, and how much of what happened each of them knows, second by second. */
export function Component() {
  const { t } = useTranslation('replicas');
  const { data: replicas, error, dataUpdatedAt } = useSuspenseQuery(replicasQuery);
  const { data: alarmsTold, isError: isHealthUnknown } = useQuery(alarmsQuery);
  const untoldMs = useMsSince(dataUpdatedAt);
  if (untoldMs > UNTOLD_MS) return <Untold sinceMs={untoldMs} error={error} />;
  const alarms = isHealthUnknown ? undefined : alarmsTold;
  const here = replicas.filter(({ status }) => status !== 'gone');
  const gone = replicas.filter(({ status }) => status === 'gone');
  return (
    <Page title={t('title')} description={t('description')}>
      <Stack gap="lg">
        {error !== null && <FailureNotice error={error} />}
        {here.length > 0 && <Freshness summary={summaryOf(here)} alarms={alarms?.length} />}
        {alarms !== undefined && alarms.length > 0 && <Alarms alarms={alarms} />}
        {here.length === 0 && <EmptyState icon={<ReplicasIcon />} title={t('none.title')}>{t('none.what')}</EmptyState>}
        {here.length > 0 && (
          <section aria-labelledby="processes">
            <Title order={2} id="processes" mb="sm">{t('processes', { count: here.length })}</Title>
            <div className={classes['cards']}>{here.map((replica) => <ReplicaCard key={replica.boot} replica={replica} />)}</div>
          </section>
        )}
        {gone.length > 0 && <Text size="sm" c="dimmed">{t('gone', { count: gone.length })}</Text>}
        <Explanation />
      </Stack>
    </Page>
  );
}

function Untold({ sinceMs, error }: { readonly sinceMs: number; readonly error: unknown }) {
  const { t } = useTranslation('replicas');
  return (
    <Page title={t('title')} description={t('description')}>
      <Stack gap="lg">
        <NothingHeard sinceMs={sinceMs} />
        {error !== null && <FailureNotice error={error} />}
        <Explanation />
      </Stack>
    </Page>
  );
}

function Explanation() {
  const { t } = useTranslation('replicas');
  return (
    <section className={`panel ${classes['explanation'] ?? ''}`} aria-labelledby="fresh">
      <Title order={2} id="fresh">{t('fresh.title')}</Title>
      <dl>
        {(['means', 'revoke', 'away', 'digest'] as const).map((part) => (
          <div key={part}>
            <dt>{t(`fresh.${part}.term`)}</dt>
            <dd>{t(`fresh.${part}.what`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
