import { Progress, Text, Tooltip } from '@mantine/core';
import type { Replica } from '@portcullis/management-client';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, ClockIcon, EndedIcon, RevokedIcon, WarningIcon } from '../app/icons/icons.js';
import { headOf, knownAgeMs, type Standing, standingOf } from './freshness.js';
import classes from './replicas.module.css';
import { useDuration } from './use-duration.js';

interface Look {
  readonly tone: string;
  readonly Icon: ComponentType;
}

const STANDINGS: Readonly<Record<Standing, Look>> = {
  fresh: { tone: 'good', Icon: ActiveIcon },
  refusing: { tone: 'bad', Icon: RevokedIcon },
  unheard: { tone: 'soon', Icon: ClockIcon },
  joining: { tone: 'soon', Icon: ClockIcon },
  leaving: { tone: 'warn', Icon: WarningIcon },
  gone: { tone: 'still', Icon: EndedIcon },
};
const DIGESTS: Readonly<Record<Replica['digest'], Look>> = {
  unknown: { tone: 'still', Icon: ClockIcon },
  agrees: { tone: 'good', Icon: ActiveIcon },
  differs: { tone: 'warn', Icon: WarningIcon },
  unhealed: { tone: 'bad', Icon: WarningIcon },
};

/** One process that checks tokens: how old its knowledge is against how old it may become, and what it has of the history. */
export function ReplicaCard({ replica }: { readonly replica: Replica }) {
  const { t, i18n } = useTranslation('replicas');
  const duration = useDuration();
  const { service, boot, digest, lag, appliedPosition, lastHeardMs } = replica;
  const standing = standingOf(replica);
  const head = headOf(replica);
  const figure = (value: number): string => value.toLocaleString(i18n.language);
  return (
    <article className={`panel ${classes['card'] ?? ''}`} aria-label={`${service} ${boot}`}>
      <header>
        <div>
          <h3>{service}</h3>
          <Text size="xs" c="dimmed" className="mono" component="div">{boot}</Text>
        </div>
        <Chip look={STANDINGS[standing]} text={t(`standing.${standing}`)} about={t(`standingMeans.${standing}`)} />
      </header>
      <Age replica={replica} />
      <dl className={classes['facts']}>
        <dt>{t('facts.applied')}</dt>
        <dd>
          {appliedPosition === null ? t('facts.nothing') : t('facts.position', { applied: figure(appliedPosition), head: figure(head ?? appliedPosition) })}
          {lag !== null && lag > 0 && <> <span className={classes['behind']}>{t('facts.behind', { count: lag })}</span></>}
        </dd>
        <dt>{t('facts.digest')}</dt>
        <dd><Chip look={DIGESTS[digest]} text={t(`digest.${digest}`)} about={t(`digestMeans.${digest}`)} /></dd>
        <dt>{t('facts.heard')}</dt>
        <dd>{lastHeardMs === null ? t('facts.never') : t('facts.ago', { time: duration(lastHeardMs) })}</dd>
      </dl>
    </article>
  );
}

/** As a bar that fills up to where it refuses, and in words. */
function Age({ replica }: { readonly replica: Replica }) {
  const { t } = useTranslation('replicas');
  const duration = useDuration();
  const { boundMs } = replica;
  const age = knownAgeMs(replica);
  const part = age === null ? 100 : Math.min(100, (age / boundMs) * 100);
  const untold = t(replica.lastHeardMs === null ? 'age.unheard' : 'age.nothing');
  const words = age === null ? untold : t(age > boundMs ? 'age.over' : 'age.within', { age: duration(age), bound: duration(boundMs) });
  return (
    <div>
      <Progress.Root size="md" radius="xl">
        <Progress.Section value={Math.max(part, 2)} color={part >= 100 ? 'var(--console-bad)' : part > 40 ? 'var(--console-warn)' : 'var(--console-good)'} aria-label={t('age.label')} aria-valuetext={words} />
      </Progress.Root>
      <div className={classes['scale']} aria-hidden="true"><span>{t('age.now')}</span><span>{duration(boundMs)}</span></div>
      <Text size="sm" mt={4}>{words}</Text>
    </div>
  );
}

function Chip({ look: { tone, Icon }, text, about }: { readonly look: Look; readonly text: string; readonly about: string }) {
  return (
    <Tooltip label={about} multiline maw={280}>
      <span className="status" data-tone={tone} tabIndex={0}>
        <Icon />
        {text}
      </span>
    </Tooltip>
  );
}
