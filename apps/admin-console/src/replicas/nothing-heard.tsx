import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../app/icons/icons.js';
import classes from './replicas.module.css';
import { useDuration } from './use-duration.js';

/** In place of what was told last, which says nothing of now. @param sinceMs for how long */
export function NothingHeard({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useTranslation('replicas');
  const duration = useDuration();
  return (
    <section className={`panel ${classes['glance'] ?? ''}`} data-tone="bad" aria-label={t('glance.label')}>
      <div className={classes['sentence']} role="status">
        <WarningIcon />
        <div>
          <Text fw={650} size="lg">{t('glance.unknown.title')}</Text>
          <Text size="sm">{t('glance.unknown.what')}</Text>
          <Text size="sm" c="dimmed" aria-live="off">{t('glance.unknown.since', { time: duration(sinceMs) })}</Text>
        </div>
      </div>
    </section>
  );
}
