import { useTranslation } from 'react-i18next';
import type { Summary } from './freshness.js';
import { Glance } from './glance.js';
import classes from './replicas.module.css';
import { useDuration } from './use-duration.js';

const TONES: Readonly<Record<Summary['state'], 'good' | 'warn' | 'bad' | 'still'>> = { fresh: 'good', partly: 'warn', refusing: 'bad', unsure: 'warn', none: 'still' };

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
    <Glance tone={TONES[state]} title={t(`glance.${state}.title`)} what={t(`glance.${state}.what`, { bound: duration(boundMs) })}>
      <dl className={classes['figures']}>
        {figures.map(({ name, value }) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
    </Glance>
  );
}
