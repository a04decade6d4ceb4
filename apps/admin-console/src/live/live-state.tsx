import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ClockIcon, LiveIcon, WarningIcon } from '../app/icons/icons.js';
import classes from './live-state.module.css';
import type { Liveness } from './use-live.js';

const LOOKS: Readonly<Record<Liveness['how'], { readonly tone: string; readonly Icon: ComponentType }>> = {
  connecting: { tone: 'still', Icon: ClockIcon },
  live: { tone: 'still', Icon: LiveIcon },
  asking: { tone: 'warn', Icon: ClockIcon },
  away: { tone: 'bad', Icon: WarningIcon },
};

/** How new what is shown is: in the bar. */
export function LiveState({ liveness }: { readonly liveness: Liveness }) {
  const { t } = useTranslation('live');
  const { tone, Icon } = LOOKS[liveness.how];
  return (
    <span className={`status ${classes['state'] ?? ''}`} role="status" data-tone={tone} data-live={liveness.how} title={t(`means.${liveness.how}`)}>
      <Icon />
      <Words liveness={liveness} />
    </span>
  );
}

/** On a small screen, where the bar has no place for it: a line below it, as long as something is wrong. */
export function LiveLine({ liveness }: { readonly liveness: Liveness }) {
  const { t } = useTranslation('live');
  const isWrong = liveness.how === 'asking' || liveness.how === 'away';
  return (
    <div role="status" className={classes['line'] ?? ''} data-wrong={isWrong}>
      {isWrong && <><WarningIcon /><span><Words liveness={liveness} />{'. '}{t(`means.${liveness.how}`)}</span></>}
    </div>
  );
}

function Words({ liveness }: { readonly liveness: Liveness }) {
  const { t, i18n } = useTranslation('live');
  if (liveness.how !== 'away') return <>{t(`how.${liveness.how}`)}</>;
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' }).format(new Date(liveness.since));
  return <>{t('how.away', { time })}</>;
}
