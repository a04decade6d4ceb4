import { Badge, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { operations } from '@portcullis/management-client';
import { infiniteQueryOptions, useMutation, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { Moment } from '../app/page/moment.js';
import { Page } from '../app/page/page.js';
import { sessionQuery } from '../session/session.js';
import { browserOf } from './browser-of.js';

type OwnSession = operations['listSessions']['responses'][200]['content']['application/json']['data'][number];

const sessionsQuery = infiniteQueryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ pageParam, signal }) => (await answerOf(api.GET('/api/v1/sessions', { params: { query: { limit: 100, ...(pageParam !== '' && { cursor: pageParam }) } }, signal }))).body,
  initialPageParam: '',
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

/** Where somebody is signed in, and the end of any of it. */
export function Component() {
  const { t } = useTranslation('sessions');
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(sessionsQuery);
  const end = useEndSession();
  const sessions = data.pages.flatMap((page) => page.data).toSorted(currentThenLatest);
  return (
    <Page title={t('title')} description={t('description')}>
      <Stack>
        {end.isError && <FailureNotice error={end.error} />}
        <ul className="panel rows">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} isEnding={end.isPending && end.variables.id === session.id} onEnd={() => { end.mutate(session); }} />
          ))}
        </ul>
        {hasNextPage && <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button>}
      </Stack>
    </Page>
  );
}

function SessionRow({ session, isEnding, onEnd }: { readonly session: OwnSession; readonly isEnding: boolean; readonly onEnd: () => void }) {
  const { t } = useTranslation('sessions');
  const { current, address, createdAt, lastSeenAt, expiresAt, userAgent } = session;
  const browser = browserOf(userAgent) ?? t('unknownBrowser');
  return (
    <Group component="li" justify="space-between" p="md" gap="md">
      <div>
        <Group gap="xs">
          <Text fw={600} {...(userAgent !== null && { title: userAgent })}>{browser}</Text>
          {current && <Badge variant="light" tt="none">{t('current')}</Badge>}
        </Group>
        <Text size="sm" c="dimmed" component="div">
          {address !== null && <><span className="mono">{address}</span>{' · '}</>}
          {t('lastSeen')} <Moment at={lastSeenAt} />{' · '}{t('begun')} <Moment at={createdAt} />{' · '}{t('ends')} <Moment at={expiresAt} />
        </Text>
      </div>
      <Button variant="default" size="xs" loading={isEnding} onClick={onEnd}>
        {t(current ? 'endThis' : 'end')}
        <VisuallyHidden>{`: ${browser}`}</VisuallyHidden>
      </Button>
    </Group>
  );
}

const currentThenLatest = (one: OwnSession, other: OwnSession): number => Number(other.current) - Number(one.current) || other.lastSeenAt.localeCompare(one.lastSeenAt);

function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: OwnSession) => answerOf(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSettled: (_answer, _error, { current }) => queries.invalidateQueries({ queryKey: current ? sessionQuery.queryKey : sessionsQuery.queryKey }),
  });
}
