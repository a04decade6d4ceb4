import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { ChangeDialog } from '../change-dialog.js';
import type { ActionDialogProps } from '../token-actions.js';
import { useChange } from '../use-change.js';

const useDisable = (id: string) => useChange((why: string) => answerOf(api.POST('/api/v1/api-keys/{id}/disable', { params: { path: { id } }, body: { reason: why === '' ? null : why } })));

/** Refused as a revoked one is, until somebody enables it again. */
export function DisableDialog({ token, isOpen, onClose }: ActionDialogProps) {
  const { t } = useTranslation('token-page');
  const disable = useDisable(token.id);
  return (
    <ChangeDialog change={disable} title={t(disable.data ? 'disable.done' : 'disable.title', { name: token.name })} meaning="refused" isOpen={isOpen} onClose={onClose}>
      {(close) => <Disabling disable={disable} onClose={close} />}
    </ChangeDialog>
  );
}

function Disabling({ disable, onClose }: Pick<ActionDialogProps, 'onClose'> & { readonly disable: ReturnType<typeof useDisable> }) {
  const { t } = useTranslation('token-page');
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    disable.mutate(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('disable.means')}</Text>
        <Textarea data-autofocus label={t('reason')} description={t('reasonWhy')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
        {disable.failure && <FailureNotice error={disable.failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('app:cancel')}</Button>
          <Button type="submit" loading={disable.isPending}>{t('actions.disable')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
