import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, WarningIcon } from '../app/icons/icons.js';
import type { Summary } from './freshness.js';
import classes from './replicas.module.css';
import { useDuration } from './use-duration.js';

const TONES: Readonly<Record<Summary['state'], string>> = { fresh: 'good', partly: 'warn', refusing: 'bad', unsure: 'warn', none: 'still' };

/** The one sentence that somebody came for, and the figures behind it. @param alarms undefined: not known */
export function Freshness({ summary, alarms }: { readonly summary: Summary; readonly alarms: number | undefined }) {
  const { t, i18n } = useTranslation('replicas');
  const duration = useDuration();
  const { state, serving, fresh, oldestMs, furthestBehind, boundMs } = summary;
  const figures = [
    { name: t('figures.fresh'), value: t('figures.of', { part: fresh, whole: serving }) },
    { name: t('figures.oldest'), value: oldestMs === null ? '–' : duration(oldestMs) },
    { name: t('figures.behind'), value: t('figures.changes', { count: furthestBehind, figure: furthestBehind.toLocaleString(i18n.language) }) },
    { name: t('figures.alarms'), value: alarms === undefined ? '–' : alarms === 0 ? t('figures.noAlarm') : String(alarms) },
  ];
  return (
    <section className={`panel ${classes['glance'] ?? ''}`} data-tone={TONES[state]} aria-label={t('glance.label')}>
      <div className={classes['sentence']} role="status">
        {state === 'fresh' ? <ActiveIcon /> : <WarningIcon />}
        <div>
          <Text fw={650} size="lg">{t(`glance.${state}.title`)}</Text>
          <Text size="sm">{t(`glance.${state}.what`, { bound: duration(boundMs) })}</Text>
        </div>
      </div>
      <dl className={classes['figures']}>
        {figures.map(({ name, value }) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </section>
  );
}
