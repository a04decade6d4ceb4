import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Page } from '../app/page/page.js';
import classes from './audit.module.css';

/** The two pages about the history, each a place of its own. */
export function AuditFrame({ title, description, children }: { readonly title: string; readonly description: string; readonly children: ReactNode }) {
  const { t } = useTranslation('audit');
  return (
    <Page title={title} description={description}>
      <Stack>
        <nav className={classes['tabs']} aria-label={t('tabs.label')}>
          <NavLink to="/audit" end>{t('tabs.history')}</NavLink>
          <NavLink to="/audit/evidence">{t('tabs.evidence')}</NavLink>
        </nav>
        {children}
      </Stack>
    </Page>
  );
}
