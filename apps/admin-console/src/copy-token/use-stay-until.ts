import { useEffect } from 'react';
import { useBlocker } from 'react-router';

interface Leaving {
  /** Somebody went back, or elsewhere, and has to be asked. */
  readonly isAsked: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Holds whoever would leave the page, or the tab, before it is so. */
export function useStayUntil(isDone: boolean): Leaving {
  const blocker = useBlocker(!isDone);
  useEffect(() => {
    if (isDone) return undefined;
    const ask = (event: BeforeUnloadEvent): void => { event.preventDefault(); };
    addEventListener('beforeunload', ask);
    return () => { removeEventListener('beforeunload', ask); };
  }, [isDone]);
  return { isAsked: blocker.state === 'blocked', stay: () => { blocker.reset?.(); }, leave: () => { blocker.proceed?.(); } };
}
