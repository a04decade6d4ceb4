import { Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import type { Receipt } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, ClockIcon } from '../app/icons/icons.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { exact } from '../i18n/times.js';
import { useReceipt } from './use-receipt.js';

/** What every replica has to know: that the token works, that it is refused, or what it has become. */
export type Meaning = 'live' | 'refused' | 'changed';

/** The proof of a change, replica by replica, until all of them act on it. @param first as the change answered it */
export function ChangeReceipt({ first, meaning }: { readonly first: Receipt; readonly meaning: Meaning }) {
  return <FollowedReceipt position={first.position} first={first} meaning={meaning} />;
}

/** The same of a change that was made earlier. @param position of its event */
export function EarlierReceipt({ position, meaning }: { readonly position: number; readonly meaning: Meaning }) {
  return <FollowedReceipt position={position} first={undefined} meaning={meaning} />;
}

function FollowedReceipt({ position, first, meaning }: { readonly position: number; readonly first: Receipt | undefined; readonly meaning: Meaning }) {
  const { t } = useTranslation('change-receipt');
  const { followed, error } = useReceipt(position, first);
  if (followed === undefined) return error === null ? <Skeleton height={96} aria-label={t('app:loading')} /> : <FailureNotice error={error} />;
  const { receipt: { confirmed, replicas }, confirmedAt } = followed;
  const done = replicas.filter(({ confirmedBy }) => confirmedBy !== null).length;
  return (
    <Stack gap="sm" className="panel" p="md" role="group" aria-label={t('title')}>
      <Headline receipt={followed.receipt} confirmedAt={confirmedAt} meaning={meaning} />
      {!confirmed && <Progress value={replicas.length === 0 ? 0 : (100 * done) / replicas.length} animated aria-label={t('title')} />}
      {error !== null && !confirmed && <FailureNotice error={error} />}
      <ul className="rows">
        {replicas.map((replica) => <ReplicaRow key={replica.boot} replica={replica} />)}
      </ul>
      {confirmed && replicas.length === 0 && <Text size="sm" c="dimmed">{t('none')}</Text>}
      <Text size="xs" c="dimmed">{t('position', { position })}</Text>
    </Stack>
  );
}

interface HeadlineProps {
  readonly receipt: Receipt;
  readonly confirmedAt: string | undefined;
  readonly meaning: Meaning;
}

/** Said aloud as it changes. */
function Headline({ receipt: { confirmed, replicas }, confirmedAt, meaning }: HeadlineProps) {
  const { t, i18n } = useTranslation('change-receipt');
  const done = replicas.filter(({ confirmedBy }) => confirmedBy !== null).length;
  const told = confirmedAt === undefined ? t(`known.${meaning}`) : t(`confirmed.${meaning}`, { time: exact(confirmedAt, i18n.language) });
  // Of one that outlived its bound it is known that it refuses or is current, and no more.
  const isByBound = meaning !== 'refused' && replicas.some(({ confirmedBy }) => confirmedBy === 'bound');
  const known = isByBound ? t(`byBound.${meaning}`) : told;
  const waiting = replicas.length === 0 ? t('untold') : t(`waiting.${meaning}`, { done, count: replicas.length });
  return (
    <Group gap="xs" c={confirmed ? 'var(--console-good)' : 'var(--console-soon)'} wrap="nowrap" role="status" aria-live="polite">
      {confirmed ? <ActiveIcon /> : <ClockIcon />}
      <Text fw={600} size="sm" style={{ textWrap: 'balance' }}>{confirmed ? known : waiting}</Text>
    </Group>
  );
}

function ReplicaRow({ replica: { service, boot, confirmedBy, appliedPosition } }: { readonly replica: Receipt['replicas'][number] }) {
  const { t } = useTranslation('change-receipt');
  return (
    <Group component="li" justify="space-between" gap="xs" py={6}>
      <div>
        <Text size="sm" fw={550}>{service}</Text>
        <Text size="xs" c="dimmed" className="mono">{boot}{appliedPosition !== null && ` · ${String(appliedPosition)}`}</Text>
      </div>
      <span className="status" data-tone={confirmedBy === null ? 'soon' : 'good'}>
        {confirmedBy === null ? <ClockIcon /> : <ActiveIcon />}
        {t(`by.${confirmedBy ?? 'nobody'}`)}
      </span>
    </Group>
  );
}
