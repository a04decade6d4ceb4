import { Stack } from '@mantine/core';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { type Permission, useMay } from '../../session/session.js';
import { AuditIcon, KeyIcon, PeopleIcon, ReplicasIcon } from '../icons/icons.js';

interface Place {
  readonly to: string;
  readonly text: string;
  readonly Icon: ComponentType;
  /** Any of these lets somebody see it. */
  readonly needs: readonly Permission[];
}

const PLACES = [
  { to: '/', text: 'places.tokens', Icon: KeyIcon, needs: ['apiAccessView', 'apiAccessCreate'] },
  { to: '/audit', text: 'places.audit', Icon: AuditIcon, needs: ['auditView'] },
  { to: '/replicas', text: 'places.replicas', Icon: ReplicasIcon, needs: ['apiAccessView'] },
  { to: '/people', text: 'places.people', Icon: PeopleIcon, needs: ['userView'] },
] as const satisfies readonly Place[];

/** A token's page belongs to the list of tokens. */
const isWithin = (pathname: string, place: string): boolean => (place === '/' ? pathname === '/' || pathname.startsWith('/tokens') : pathname.startsWith(place));

/** The places that this person may go to. @param onGo called when one is gone to */
export function Navigation({ onGo }: { readonly onGo?: () => void }) {
  const { t } = useTranslation('app');
  const may = useMay();
  const { pathname } = useLocation();
  const places: readonly Place[] = PLACES;
  return (
    <Stack gap={2}>
      {places
        .filter(({ needs }) => needs.some(may))
        .map(({ to, text, Icon }) => (
          <Link key={to} to={to} className="nav-link" {...(isWithin(pathname, to) && { 'aria-current': 'page' })} {...(onGo && { onClick: onGo })}>
            <Icon />
            {t(text)}
          </Link>
        ))}
    </Stack>
  );
}
