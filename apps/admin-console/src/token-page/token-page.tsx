import { Anchor, Group, Stack } from '@mantine/core';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { Page } from '../app/page/page.js';
import { RowsSkeleton } from '../app/page/page-skeleton.js';
import { Status } from '../tokens/status.js';
import { TokenActions } from './token-actions.js';
import classes from './token-page.module.css';
import { useToken } from './token-query.js';

const PLACES = ['overview', 'usage', 'history', 'as-of', 'exposure'] as const;

/** A token, whatever of it is looked at. */
export function Component() {
  const { t } = useTranslation('token-page');
  const { token } = useToken();
  const { pathname } = useLocation();
  const places = useRef<HTMLElement>(null);
  // Where they do not fit, the one that is shown comes into sight.
  useEffect(() => { places.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }, [pathname]);
  return (
    <Page
      title={token.name}
      description={
        <Group component="span" gap="xs">
          <Status status={token.status} />
          <span className="mono">{`${token.prefix}…`}</span>
          <Anchor component={Link} to="/" size="sm">{t('back')}</Anchor>
        </Group>
      }
      actions={<TokenActions token={token} />}
    >
      <Stack gap="lg">
        <nav ref={places} className={classes['places']} aria-label={t('places.title')}>
          {PLACES.map((place) => (
            <NavLink key={place} className={classes['place'] ?? ''} end to={place === 'overview' ? `/tokens/${token.id}` : `/tokens/${token.id}/${place}`}>{t(`places.${place}`)}</NavLink>
          ))}
        </nav>
        <Suspense fallback={<RowsSkeleton />}>
          <Outlet />
        </Suspense>
      </Stack>
    </Page>
  );
}
