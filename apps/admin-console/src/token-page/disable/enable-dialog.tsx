import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { ChangedReceipt } from '../changed-receipt.js';
import type { ActionDialogProps } from '../token-actions.js';
import { useChange } from '../use-change.js';

export function EnableDialog({ token, isOpen, onClose }: ActionDialogProps) {
  const { t } = useTranslation('token-page');
  return (
    <Modal size="lg" opened={isOpen} onClose={onClose} title={t(token.status !== 'disabled' ? 'enable.done' : 'enable.title', { name: token.name })} closeButtonProps={{ 'aria-label': t('app:close') }}>
      {isOpen && <Enabling token={token} onClose={onClose} />}
    </Modal>
  );
}

function Enabling({ token: { id }, onClose }: Omit<ActionDialogProps, 'isOpen'>) {
  const { t } = useTranslation('token-page');
  const enable = useChange(() => answerOf(api.POST('/api/v1/api-keys/{id}/enable', { params: { path: { id } } })));
  if (enable.data) return <ChangedReceipt receipt={enable.data.receipt} meaning={enable.data.apiToken.status === 'active' ? 'live' : 'changed'} onClose={onClose} />;
  return (
    <Stack>
      <Text size="sm">{t('enable.means')}</Text>
      {enable.failure && <FailureNotice error={enable.failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{t('app:cancel')}</Button>
        <Button data-autofocus loading={enable.isPending} onClick={() => { enable.mutate(undefined); }}>{t('actions.enable')}</Button>
      </Group>
    </Stack>
  );
}
