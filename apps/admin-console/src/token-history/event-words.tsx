import { Group, Text } from '@mantine/core';
import type { TokenEvent } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { Moment } from '../app/page/moment.js';
import { exact } from '../i18n/times.js';
import { ChangedMembers } from './changed-members.js';
import { useWho } from './use-who.js';

/** What an issue sets that somebody reads here; its name and its status are the page's own. */
const OF_AN_ISSUE = new Set(['scopes', 'allowedIps', 'notBefore', 'expiresAt', 'metadata', 'description']);

/** One change as somebody would tell it: what, by whom, from where, when, why, what it changed, and where its request is found. */
export function EventWords({ event }: { readonly event: TokenEvent }) {
  const { t } = useTranslation('token-history');
  const who = useWho();
  const { type, actor, data, position, requestId, origin } = event;
  const reason = data['reason'];
  const told = toldChanges(event);
  return (
    <article>
      <Headline event={event} />
      <Text size="sm" c="dimmed" component="div">
        {t('by', { who: who(actor) })}
        {origin.address !== null && <>{', '}{t('address', { address: origin.address })}</>}
        {origin.isForgotten && <>{', '}{t('forgotten')}</>}
      </Text>
      {typeof reason === 'string' && reason !== '' && <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>{t('reason', { reason })}</Text>}
      {told.length > 0 && <ChangedMembers changes={told} isFirst={type === 'TokenIssued'} />}
      <Text size="xs" c="dimmed" mt={2} component="div" style={{ overflowWrap: 'anywhere' }}>{t('position', { position })}{' · '}<span className="mono">{requestId}</span></Text>
    </article>
  );
}

/** Changes of the status and of secrets are told by their event's own words. */
function toldChanges({ type, changes }: TokenEvent): TokenEvent['changes'] {
  if (type === 'TokenIssued') return changes.filter(({ member, after }) => OF_AN_ISSUE.has(member) && !isEmpty(after));
  if (type === 'TokenRotated') return changes.filter(({ member }) => member === 'prefix');
  return type === 'TokenUpdated' ? changes : [];
}

const isEmpty = (value: unknown): boolean => value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

function Headline({ event: { type, time, data } }: { readonly event: TokenEvent }) {
  const { t, i18n } = useTranslation('token-history');
  const until = data['previousValidUntil'];
  const name = type === 'TokenRotated' && typeof until === 'string' ? 'RotatedWithGrace' : type;
  return (
    <Group justify="space-between" gap="0 1rem">
      <Text fw={600}>{i18n.exists(`token-history:events.${name}`) ? t(`events.${name}`, { time: typeof until === 'string' ? exact(until, i18n.language) : '' }) : type}</Text>
      <Text size="sm" c="dimmed" component="span"><Moment at={time} /></Text>
    </Group>
  );
}

/** All uses between two changes. @param from RFC 3339 @param to RFC 3339 */
export function UsesWords({ accepted, from, to }: { readonly accepted: number; readonly from: string; readonly to: string }) {
  const { t, i18n } = useTranslation('token-history');
  return (
    <article>
      <Group justify="space-between" gap="0 1rem">
        <Text>{t('used', { count: accepted, told: new Intl.NumberFormat(i18n.language).format(accepted) })}</Text>
        <Text size="sm" c="dimmed" component="span">{from === to ? <Moment at={to} /> : <><Moment at={from} />{' – '}<Moment at={to} /></>}</Text>
      </Group>
    </article>
  );
}
