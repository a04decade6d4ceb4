import { Button, Group, Stack, Text, Timeline, Title } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.js';
import { ActiveIcon, ClockIcon, KeyIcon, LiveIcon, PausedIcon, PencilIcon, PlusIcon, RevokedIcon } from '../app/icons/icons.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { ExactMoments } from '../app/page/moment.js';
import { RowsSkeleton } from '../app/page/page-skeleton.js';
import { useTokenId } from '../token-page/token-query.js';
import { EventWords, UsesWords } from './event-words.js';
import { type Told, toldEvents } from './told-events.js';

const AT_ONCE = 100;

interface Bullet {
  readonly color: string;
  readonly Icon: ComponentType;
}
const PLAIN: Bullet = { color: 'teal.7', Icon: ClockIcon };
const USES: Bullet = { color: 'gray.6', Icon: LiveIcon };
const BULLETS: Readonly<Record<string, Bullet>> = {
  TokenIssued: { color: 'teal.7', Icon: PlusIcon },
  TokenUpdated: { color: 'teal.7', Icon: PencilIcon },
  TokenRotated: { color: 'teal.7', Icon: KeyIcon },
  TokenDisabled: { color: 'orange.9', Icon: PausedIcon },
  TokenEnabled: { color: 'teal.7', Icon: ActiveIcon },
  TokenRevoked: { color: 'red.9', Icon: RevokedIcon },
};

const historyQuery = (id: string) => infiniteQueryOptions({
  queryKey: ['tokens', 'history', id],
  queryFn: async ({ pageParam, signal }) => (await answerOf(api.GET('/api/v1/api-keys/{id}/events', { params: { path: { id }, query: { limit: AT_ONCE, ...(pageParam !== '' && { cursor: pageParam }) } }, signal }))).body,
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** All that happened to a token, from its issue on, in words. */
export function Component() {
  const { t } = useTranslation('token-history');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(historyQuery(useTokenId()));
  if (data === undefined) return error ? <FailureNotice error={error} onRetry={() => void refetch()} /> : <RowsSkeleton />;
  const told = toldEvents(data.pages.flatMap((page) => page.data));
  return (
    <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="lg">
      <div>
        <Title order={2}>{t('title')}</Title>
        <Text size="sm" c="dimmed">{t('order')}</Text>
      </div>
      <ExactMoments value>
        <Timeline bulletSize={28} lineWidth={2} active={told.length} color="gray.5">
          {told.map((one) => <Timeline.Item key={keyOf(one)} bullet={<BulletIcon told={one} />} color={bulletOf(one).color}><Words told={one} /></Timeline.Item>)}
        </Timeline>
      </ExactMoments>
      {error && <FailureNotice error={error} onRetry={() => void fetchNextPage()} />}
      {hasNextPage && <Group><Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button></Group>}
    </Stack>
  );
}

const keyOf = (told: Told): number => (told.kind === 'uses' ? told.position : told.event.position);

const bulletOf = (told: Told): Bullet => (told.kind === 'uses' ? USES : (BULLETS[told.event.type] ?? PLAIN));

function BulletIcon({ told }: { readonly told: Told }) {
  const { Icon } = bulletOf(told);
  return <Icon />;
}

const Words = ({ told }: { readonly told: Told }) => (told.kind === 'uses' ? <UsesWords accepted={told.accepted} from={told.from} to={told.to} /> : <EventWords event={told.event} />);
