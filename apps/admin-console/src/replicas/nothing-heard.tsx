import { useTranslation } from 'react-i18next';
import { Glance } from './glance.js';
import { useDuration } from './use-duration.js';

/** In place of what was told last, which says nothing of now. @param sinceMs for how long */
export function NothingHeard({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useTranslation('replicas');
  const duration = useDuration();
  return <Glance tone="bad" title={t('glance.unknown.title')} what={t('glance.unknown.what')} more={t('glance.unknown.since', { time: duration(sinceMs) })} />;
}
