import { Anchor, Text, Tooltip } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '../../app/page/moment.js';
import { daysUntil } from '../../i18n/times.js';
import classes from './token-table.module.css';

const SOON_DAYS = 14;
const LINES = 2;

export function NameCell({ token }: { readonly token: ApiToken }) {
  return (
    <div>
      <Anchor component={Link} to={`/tokens/${token.id}`} fw={600} size="sm" c="var(--mantine-color-text)" lineClamp={1} title={token.name}>{token.name}</Anchor>
      <Text component="div" c="dimmed" className="mono">{`${token.prefix}…`}</Text>
    </div>
  );
}

/** The first of them; all on hover and on focus. */
export function ScopesCell({ token }: { readonly token: ApiToken }) {
  const { t } = useTranslation('tokens');
  const { scopes } = token;
  // Two lines, as the other cells have: two scopes, or one and how many more.
  const shown = scopes.length > LINES ? LINES - 1 : LINES;
  const more = scopes.length - shown;
  return (
    <Text component="div" size="sm">
      {scopes.slice(0, shown).map((scope) => <div key={scope} className="mono">{scope}</div>)}
      {more > 0 && (
        <Tooltip multiline maw={340} label={scopes.join(', ')}>
          <Text span size="xs" c="dimmed" tabIndex={0}>{t('list.moreScopes', { count: more })}</Text>
        </Tooltip>
      )}
    </Text>
  );
}

export function LastUsedCell({ token }: { readonly token: ApiToken }) {
  const { t } = useTranslation('tokens');
  return token.lastUsedAt === null ? <Text size="sm" c="dimmed">{t('list.neverUsed')}</Text> : <Text component="div" size="sm" className={classes['time'] ?? ''}><Moment isPlain at={token.lastUsedAt} /></Text>;
}

export function ExpiresCell({ token }: { readonly token: ApiToken }) {
  const { t } = useTranslation('tokens');
  const { expiresAt, status } = token;
  if (expiresAt === null) return <Text size="sm" c="dimmed">{t('list.neverExpires')}</Text>;
  const days = daysUntil(expiresAt);
  const isLeft = days > 0 && status !== 'revoked';
  return (
    <div>
      <Text component="div" size="sm"><Moment isPlain at={expiresAt} /></Text>
      {isLeft && <Text size="xs" c={days <= SOON_DAYS ? 'var(--console-warn)' : 'dimmed'} fw={days <= SOON_DAYS ? 600 : 400}>{t('list.daysLeft', { count: days })}</Text>}
    </div>
  );
}

export function CreatorCell({ token }: { readonly token: ApiToken }) {
  const { t } = useTranslation('tokens');
  const { createdByEmail, createdAt, kind } = token;
  return (
    <div>
      <Text size="sm" truncate {...(createdByEmail !== null && { title: createdByEmail })}>{createdByEmail ?? t('list.nobody')}</Text>
      <Text component="div" size="xs" c="dimmed">{t(`kind.${kind}`)}{' · '}<Moment isPlain at={createdAt} /></Text>
    </div>
  );
}
