import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, WarningIcon } from '../app/icons/icons.js';
import classes from './replicas.module.css';

interface GlanceProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'still';
  readonly title: string;
  readonly what: string;
  /** Said with it, and not again as it changes. */
  readonly more?: ReactNode;
  readonly children?: ReactNode;
}

/** The one sentence that somebody came for, said aloud as it changes, and what stands behind it. */
export function Glance({ tone, title, what, more, children }: GlanceProps) {
  const { t } = useTranslation('replicas');
  return (
    <section className={`panel ${classes['glance'] ?? ''}`} data-tone={tone} aria-label={t('glance.label')}>
      <div className={classes['sentence']} role="status">
        {tone === 'good' ? <ActiveIcon /> : <WarningIcon />}
        <div>
          <Text fw={650} size="lg">{title}</Text>
          <Text size="sm">{what}</Text>
          {more !== undefined && <Text size="sm" c="dimmed" aria-live="off">{more}</Text>}
        </div>
      </div>
      {children}
    </section>
  );
}
