import { useDocumentVisibility } from '@mantine/hooks';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionQuery } from '../session/session.js';
import { followChanges } from './follow-changes.js';
import { oneAtATime } from './one-at-a-time.js';

/** How what is shown is kept what is; `since` is RFC 3339. */
export type Liveness = { readonly how: 'connecting' | 'live' | 'asking' } | { readonly how: 'away'; readonly since: string };

/** What the history tells of. */
const TOLD_OF = ['tokens', 'audit', 'people'];
/** A busy workspace changes all the time: what is shown is asked for again no sooner than this after the last answer. */
const REST_MS = 1_500;

/**
 * Keeps what is shown what is, while the page can be seen: a browser has six connections for a host, and each page that
 * follows holds one.
 */
export function useLive(): Liveness {
  const queries = useQueryClient();
  const isVisible = useDocumentVisibility() === 'visible';
  const [liveness, setLiveness] = useState<Liveness>({ how: 'connecting' });
  useEffect(() => {
    if (!isVisible) return;
    let isHeld = false;
    let isOver = false;
    const refresh = oneAtATime(() => askAgain(queries, true), REST_MS);
    const endFollowing = followChanges({
      // What is on its way already is new enough for the first.
      changed: (isFirst) => { if (isFirst) void askAgain(queries, false); else refresh.ask(); },
      ended: () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      held: () => {
        isHeld = true;
        setLiveness({ how: 'live' });
      },
      lost: () => {
        isHeld = false;
        void askWithout(queries).then((isAnswered) => {
          // The stream may be back by then.
          if (!isHeld && !isOver) setLiveness((before) => without(before, isAnswered));
        });
      },
    });
    return () => {
      isOver = true;
      endFollowing();
      refresh.stop();
      setLiveness({ how: 'connecting' });
    };
  }, [isVisible, queries]);
  return liveness;
}

function askAgain(queries: QueryClient, cancelRefetch: boolean): Promise<unknown> {
  return Promise.all(TOLD_OF.map((key) => queries.invalidateQueries({ queryKey: [key] }, { cancelRefetch })));
}

/** @returns whether the service answers at all */
async function askWithout(queries: QueryClient): Promise<boolean> {
  try {
    const session = await queries.query({ ...sessionQuery, staleTime: 0, retry: false });
    if (session !== null) void askAgain(queries, false);
    return true;
  } catch {
    return false;
  }
}

function without(before: Liveness, isAnswered: boolean): Liveness {
  if (isAnswered) return { how: 'asking' };
  return before.how === 'away' ? before : { how: 'away', since: new Date().toISOString() };
}
