import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import type { Asked } from './with-password.js';

/** Asks for the password, and tells whoever waits for it. */
export default function PasswordDialog({ asked }: { readonly asked: Asked | undefined }) {
  const { t } = useTranslation('confirm-password');
  return (
    <Modal opened={asked !== undefined} onClose={() => asked?.dismissed()} title={t('title')} zIndex={400} closeButtonProps={{ 'aria-label': t('cancel') }}>
      {asked && <PasswordForm asked={asked} />}
    </Modal>
  );
}

function PasswordForm({ asked }: { readonly asked: Asked }) {
  const { t } = useTranslation('confirm-password');
  const [password, setPassword] = useState('');
  const confirm = useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/session/confirm', { body: { password } })),
    onSuccess: asked.confirmed,
    gcTime: 0,
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    // A dialog may stand inside another form on the page's tree.
    event.stopPropagation();
    confirm.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('why')}</Text>
        {confirm.isError && <FailureNotice error={confirm.error} />}
        <PasswordInput data-autofocus label={t('password')} autoComplete="current-password" value={password} onChange={(event) => { setPassword(event.currentTarget.value); }} visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }} />
        <Group justify="flex-end">
          <Button variant="default" onClick={asked.dismissed}>{t('cancel')}</Button>
          <Button type="submit" loading={confirm.isPending} disabled={password === ''}>{t('submit')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
