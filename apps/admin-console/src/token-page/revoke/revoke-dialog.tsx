import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { ChangeDialog } from '../change-dialog.js';
import type { ActionDialogProps } from '../token-actions.js';
import { useChange } from '../use-change.js';

const useRevoke = (id: string) => useChange((why: string) => answerOf(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } }, body: { reason: why === '' ? null : why } })));

/** First what it means, and the token's name typed by hand as there is no way back; then the receipt. */
export function RevokeDialog({ token, isOpen, onClose }: ActionDialogProps) {
  const { t } = useTranslation('token-page');
  const revoke = useRevoke(token.id);
  return (
    <ChangeDialog change={revoke} title={t(revoke.data ? 'revoke.done' : 'revoke.title', { name: token.name })} meaning="refused" isOpen={isOpen} onClose={onClose}>
      {(close) => <Revocation token={token} revoke={revoke} onClose={close} />}
    </ChangeDialog>
  );
}

function Revocation({ token: { name }, revoke, onClose }: Pick<ActionDialogProps, 'token' | 'onClose'> & { readonly revoke: ReturnType<typeof useRevoke> }) {
  const { t } = useTranslation('token-page');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const isTyped = typed.trim() === name.trim();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isTyped) revoke.mutate(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('revoke.means')}</Text>
        <Textarea data-autofocus label={t('reason')} description={t('reasonWhy')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
        <TextInput label={t('revoke.type', { name })} autoComplete="off" spellCheck={false} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); }} />
        {revoke.failure && <FailureNotice error={revoke.failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('app:cancel')}</Button>
          <Button type="submit" color="red.9" loading={revoke.isPending} disabled={!isTyped}>{t('revoke.confirm')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
