import { Button, Group, Stack, Text } from '@mantine/core';
import type { UserChanged } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { ChangeReceipt } from '../../change-receipt/change-receipt.js';

/** What came of it, and the proof that every replica acts on it. */
export function Changed({ changed: { user, tokens, receipt }, onClose }: { readonly changed: UserChanged; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <Stack>
      <Text fw={600} role="status">{t(`changed.${user.status}`, { email: user.email, role: t(`app:roles.${user.role}`) })}</Text>
      <Text size="sm">{t('changed.tokens', { count: tokens.changed })}{tokens.remaining && <> {t('changed.remaining')}</>}</Text>
      {receipt !== null && <ChangeReceipt first={receipt} meaning="changed" />}
      <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('app:close')}</Button></Group>
    </Stack>
  );
}
