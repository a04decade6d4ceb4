import { ScrollArea, Stack, Text } from '@mantine/core';
import type { User } from '@portcullis/management-client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ClockIcon, PausedIcon, RevokedIcon } from '../../app/icons/icons.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { type Change, type Consequence, consequencesOf } from './consequences.js';
import classes from './token-consequences.module.css';
import { tokensOfQuery } from './tokens-of.js';

const LOOKS = { narrowed: { tone: 'soon', Icon: ClockIcon }, disabled: { tone: 'warn', Icon: PausedIcon }, revoked: { tone: 'bad', Icon: RevokedIcon } } as const;

/** What would become of somebody's tokens, token by token, before anything is changed. */
export function TokenConsequences({ person, change }: { readonly person: User; readonly change: Change }) {
  const { t } = useTranslation('people');
  const { data, error } = useQuery(tokensOfQuery(person.id));
  if (error !== null) return <FailureNotice error={error} />;
  if (data === undefined) return <Text size="sm" c="dimmed" role="status">{t('tokens.looking')}</Text>;
  const consequences = consequencesOf(change, data.tokens);
  return (
    <Stack gap="xs" role="group" aria-label={t('tokens.label')}>
      <Text size="sm" fw={600} role="status">{consequences.length === 0 ? t('tokens.none', { count: data.tokens.length }) : t(`tokens.${change.what}`, { count: consequences.length })}</Text>
      {consequences.length > 0 && (
        <ScrollArea.Autosize mah={220} type="auto" className="panel" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('tokens.label') }}>
          <ul className="rows">{consequences.map((consequence) => <Row key={consequence.token.id} consequence={consequence} />)}</ul>
        </ScrollArea.Autosize>
      )}
      {!data.isAll && <Text size="sm" c="dimmed">{t('tokens.more')}</Text>}
      <Text size="sm" c="dimmed">{t('tokens.workspace')}</Text>
    </Stack>
  );
}

function Row({ consequence: { token, becomes, loses } }: { readonly consequence: Consequence }) {
  const { t } = useTranslation('people');
  const { tone, Icon } = LOOKS[becomes];
  return (
    <li className={classes['row']}>
      <div>
        <Text size="sm" fw={550}>{token.name}</Text>
        <Text size="xs" c="dimmed"><span className="mono">{`${token.prefix}…`}</span>{loses.length > 0 && <> {t('tokens.loses', { scopes: loses.join(', ') })}</>}</Text>
      </div>
      <span className="status" data-tone={tone}><Icon />{t(`becomes.${becomes}`)}</span>
    </li>
  );
}
