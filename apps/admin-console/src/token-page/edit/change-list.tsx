import { Stack, Text, Title } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { focusOnce } from '../../app/page/focus-once.js';
import { ChangedMembers } from '../../token-history/changed-members.js';
import type { TokenChanges } from './token-changes.js';

/** What will be changed, as the history will tell it. */
export function ChangeList({ token, changes }: { readonly token: ApiToken; readonly changes: TokenChanges }) {
  const { t } = useTranslation('token-page');
  const before: Readonly<Record<string, unknown>> = { ...token };
  return (
    <Stack gap="xs">
      <Title order={2} ref={focusOnce} tabIndex={-1} style={{ scrollMarginTop: '5rem' }}>{t('edit.review')}</Title>
      <Text size="sm" c="dimmed">{t('edit.notYet')}</Text>
      <ChangedMembers changes={Object.entries(changes).map(([member, after]) => ({ member, before: before[member] ?? null, after: typeof after === 'string' && member === 'allowedIps' ? after.split(/[\n,]/).map((entry) => entry.trim()).filter((entry) => entry !== '') : after }))} />
    </Stack>
  );
}
