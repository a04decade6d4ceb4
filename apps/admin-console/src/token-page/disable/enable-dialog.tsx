import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { ChangedReceipt } from '../changed-receipt.js';
import type { ActionDialogProps } from '../token-actions.js';
import { useChange } from '../use-change.js';

const useEnable = (id: string) => useChange(() => answerOf(api.POST('/api/v1/api-keys/{id}/enable', { params: { path: { id } } })));

export function EnableDialog({ token, isOpen, onClose }: ActionDialogProps) {
  const { t } = useTranslation('token-page');
  const enable = useEnable(token.id);
  const close = (): void => {
    onClose();
    enable.reset();
  };
  return (
    <Modal size="lg" opened={isOpen} onClose={close} closeOnEscape={!enable.isPending} closeOnClickOutside={!enable.isPending} title={t(enable.data ? 'enable.done' : 'enable.title', { name: token.name })} closeButtonProps={{ 'aria-label': t('app:close') }}>
      {isOpen && <Enabling enable={enable} onClose={close} />}
    </Modal>
  );
}

function Enabling({ enable, onClose }: Pick<ActionDialogProps, 'onClose'> & { readonly enable: ReturnType<typeof useEnable> }) {
  const { t } = useTranslation('token-page');
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
