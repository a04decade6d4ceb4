import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AuditIcon } from '../../app/icons/icons.js';
import { EmptyState } from '../../app/page/empty-state.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { RowsSkeleton } from '../../app/page/page-skeleton.js';
import { AuditFrame } from '../audit-frame.js';
import { type AuditCriteria, isNarrowed, NO_CRITERIA, useAuditCriteria } from './audit-criteria.js';
import { auditQuery } from './audit-list.js';
import { EventRow } from './event-row.js';
import { HistoryFilters } from './history-filters.js';
import classes from './history.module.css';
import { type KnownPeople, useKnownPeople } from './known-people.js';

/** All that happened in the workspace, newest first. */
export function Component() {
  const { t } = useTranslation('audit');
  const [criteria, change] = useAuditCriteria();
  const people = useKnownPeople();
  return (
    <AuditFrame title={t('title')} description={t('description')}>
      <HistoryFilters criteria={criteria} people={people} onChange={change} />
      <Events criteria={criteria} people={people} onNarrow={change} />
    </AuditFrame>
  );
}

interface EventsProps {
  readonly criteria: AuditCriteria;
  readonly people: KnownPeople;
  readonly onNarrow: (changes: Partial<AuditCriteria>) => void;
}

function Events({ criteria, people, onNarrow }: EventsProps) {
  const { t } = useTranslation('audit');
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(auditQuery(criteria, people.idOf));
  if (isPending) return <RowsSkeleton />;
  const events = data?.pages.flatMap((page) => page.data) ?? [];
  const isEmpty = data !== undefined && events.length === 0;
  return (
    <Stack gap="sm">
      {error !== null && <FailureNotice error={error} onRetry={() => void refetch()} />}
      {isEmpty && !isNarrowed(criteria) && <EmptyState icon={<AuditIcon />} title={t('empty.title')}>{t('empty.what')}</EmptyState>}
      {isEmpty && isNarrowed(criteria) && (
        <EmptyState icon={<AuditIcon />} title={t('nothing.title')} actions={<Button variant="default" onClick={() => { onNarrow(NO_CRITERIA); }}>{t('filters.clear')}</Button>}>{t('nothing.what')}</EmptyState>
      )}
      {events.length > 0 && <ul className={`panel rows ${classes['events'] ?? ''}`}>{events.map((event) => <EventRow key={event.position} event={event} people={people} onNarrow={onNarrow} />)}</ul>}
      {hasNextPage && <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('older')}</Button>}
      {events.length > 0 && !hasNextPage && !isNarrowed(criteria) && <Text size="sm" c="dimmed" ta="center">{t('begun')}</Text>}
    </Stack>
  );
}
