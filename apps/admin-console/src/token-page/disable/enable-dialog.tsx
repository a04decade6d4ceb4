import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { ChangeDialog } from '../change-dialog.js';
import type { ActionDialogProps } from '../token-actions.js';
import { useChange } from '../use-change.js';

const useEnable = (id: string) => useChange(() => answerOf(api.POST('/api/v1/api-keys/{id}/enable', { params: { path: { id } } })));

export function EnableDialog({ token, isOpen, onClose }: ActionDialogProps) {
  const { t } = useTranslation('token-page');
  const enable = useEnable(token.id);
  return (
    <ChangeDialog change={enable} title={t(enable.data ? 'enable.done' : 'enable.title', { name: token.name })} meaning={enable.data?.apiToken.status === 'active' ? 'live' : 'changed'} isOpen={isOpen} onClose={onClose}>
      {(close) => <Enabling enable={enable} onClose={close} />}
    </ChangeDialog>
  );
}

function Enabling({ enable, onClose }: Pick<ActionDialogProps, 'onClose'> & { readonly enable: ReturnType<typeof useEnable> }) {
  const { t } = useTranslation('token-page');
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
