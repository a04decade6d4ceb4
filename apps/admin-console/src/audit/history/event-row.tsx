import { Button, Code, Group, Text } from '@mantine/core';
import type { TokenEvent } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../../session/session.js';
import { exact, relative } from '../../i18n/times.js';
import type { AuditCriteria } from './audit-criteria.js';
import { Changes } from './changes.js';
import { looksOf } from './event-looks.js';
import { subjectOf } from './event-subject.js';
import classes from './history.module.css';
import type { KnownPeople } from './known-people.js';
import { useGist } from './use-gist.js';

interface EventRowProps {
  readonly event: TokenEvent;
  readonly people: KnownPeople;
  readonly onNarrow: (changes: Partial<AuditCriteria>) => void;
}

/** What happened, to what, by whom and when; opens to everything that the event says. */
export function EventRow({ event, people, onNarrow }: EventRowProps) {
  const { t, i18n } = useTranslation('audit');
  const gist = useGist();
  const { type, time, position, actor, origin } = event;
  const subject = subjectOf(event);
  const { tone, Icon } = looksOf(type);
  return (
    <li>
      <details className={classes['event'] ?? ''}>
        <summary>
          <span className={classes['mark']} data-tone={tone}><Icon /></span>
          <span className={classes['said']}>
            <span className={classes['what']}>
              <b>{i18n.exists(`audit:types.${type}`) ? t(`types.${type}`) : type}</b> <span>{gist(event)}</span>
            </span>
            <span className={classes['who']}>
              <span>{t(`by.${actor.type}`, { who: people.emailOf(actor.id) ?? actor.id })}</span>
              {origin.address !== null && <span className="mono">{origin.address}</span>}
              <span className="mono">{people.emailOf(subject.id) ?? subject.id}</span>
            </span>
          </span>
          <span className={classes['when']}>
            <time dateTime={time} title={exact(time, i18n.language)}>{relative(time)}</time>
            <span className="mono">{t('position', { position })}</span>
          </span>
        </summary>
        <Details event={event} onNarrow={onNarrow} />
      </details>
    </li>
  );
}

function Details({ event, onNarrow }: Omit<EventRowProps, 'people'>) {
  const { t, i18n } = useTranslation('audit');
  const may = useMay();
  const { time, stream, version, actor, requestId, origin, data, changes } = event;
  const { kind, id } = subjectOf(event);
  const facts = [
    { name: t('facts.time'), value: exact(time, i18n.language) },
    { name: t('facts.actor'), value: `${actor.type} ${actor.id}` },
    { name: t('facts.stream'), value: t('facts.streamAt', { stream, version }) },
    { name: t('facts.request'), value: requestId },
    { name: t('facts.address'), value: origin.address ?? t(origin.isForgotten ? 'facts.forgotten' : 'facts.unknown') },
    { name: t('facts.program'), value: origin.userAgent ?? t(origin.isForgotten ? 'facts.forgotten' : 'facts.unknown') },
  ];
  return (
    <div className={classes['details']}>
      {changes.length > 0 && <Changes changes={changes} />}
      <dl className={classes['facts']}>
        {facts.map(({ name, value }) => <div key={name}><dt>{name}</dt><dd className="mono">{value}</dd></div>)}
      </dl>
      {Object.keys(data).length > 0 && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>{t('facts.data')}</Text>
          <Code block tabIndex={0} aria-label={t('facts.data')}>{JSON.stringify(data, null, 2)}</Code>
        </div>
      )}
      <Group gap="xs">
        {kind === 'token' && <Button size="compact-sm" variant="default" onClick={() => { onNarrow({ token: id }); }}>{t('only.token')}</Button>}
        {actor.type !== 'system' && <Button size="compact-sm" variant="default" onClick={() => { onNarrow({ actor: actor.id }); }}>{t('only.actor')}</Button>}
        {kind === 'token' && may('apiAccessView') && <Button size="compact-sm" variant="default" component={Link} to={`/tokens/${id}`}>{t('openToken')}</Button>}
      </Group>
    </div>
  );
}
