import { Box, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useLiveParts } from '../../live/live.js';
import { sessionQuery } from '../../session/session.js';
import { Brand } from '../brand.js';
import { PageSkeleton } from '../page/page-skeleton.js';
import { AccountMenu } from './account-menu.js';
import { Navigation } from './navigation.js';
import { Preferences } from './preferences.js';
import classes from './shell.module.css';

/** Loaded when it is first opened. */
const NavigationDrawer = lazy(() => import('./navigation-drawer.js'));

/** Around every page of somebody who is signed in; whoever is not is sent to sign in, and back. */
export function Shell() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { pathname, search } = useLocation();
  const wanted = { from: pathname + search };
  if (session === null) return <Navigate to="/sign-in" replace state={wanted} />;
  if (session.user.mustChangePassword) return <Navigate to="/choose-password" replace state={wanted} />;
  return <Frame workspace={session.workspace.name} />;
}

function Frame({ workspace }: { readonly workspace: string }) {
  const { t } = useTranslation('app');
  const [isOpen, { toggle, close }] = useDisclosure();
  const [wasOpen, setWasOpen] = useState(false);
  const live = useLiveParts();
  return (
    <div className={classes['frame']}>
      <a className="skip" href="#main">{t('skip')}</a>
      <header className={classes['bar']}>
        <Group gap="sm" wrap="nowrap" miw={0}>
          <Burger className={classes['burger']} size="sm" opened={isOpen} onClick={() => { setWasOpen(true); toggle(); }} aria-label={t('menu')} aria-expanded={isOpen} />
          <Brand workspace={workspace} />
        </Group>
        <Group gap={4} wrap="nowrap">
          {live.state}
          <Preferences />
          <AccountMenu />
        </Group>
      </header>
      <Box component="nav" className={classes['side'] ?? ''} aria-label={t('navigation')}>
        <Navigation />
      </Box>
      <Suspense>{wasOpen && <NavigationDrawer isOpen={isOpen} onClose={close} />}</Suspense>
      <main id="main" tabIndex={-1} className={classes['main']}>
        {live.line}
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
