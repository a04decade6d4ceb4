import { Suspense } from 'react';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { EndOfSession } from '../live/end-of-session.js';

/** What every page has, signed in or not. */
export function Root() {
  const { state } = useNavigation();
  return (
    <div aria-busy={state === 'loading'}>
      <Outlet />
      <ScrollRestoration />
      <Suspense>
        <EndOfSession />
      </Suspense>
    </div>
  );
}
