import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { NotConfirmed, withPassword } from '../../confirm-password/with-password.js';
import { CopyTokenDialog, type NewSecret } from '../../copy-token/copy-token-dialog.js';
import type { ActionDialogProps } from '../token-actions.js';

/** In seconds; the API takes up to 30 days. */
const GRACES = { none: 0, minutes: 900, hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000 } as const;
type Grace = keyof typeof GRACES;
const graces = Object.keys(GRACES) as Grace[];

/** A new secret for the same token; the old one may go on for a while, so that its program is changed without a break. */
export function RotateDialog({ token, isOpen, onClose }: ActionDialogProps) {
  const { t } = useTranslation('token-page');
  const [secret, setSecret] = useState<NewSecret>();
  return (
    <>
      <Modal opened={isOpen && secret === undefined} onClose={onClose} title={t('rotate.title', { name: token.name })} closeButtonProps={{ 'aria-label': t('app:close') }}>
        {isOpen && <Rotation id={token.id} onRotated={setSecret} onClose={onClose} />}
      </Modal>
      <CopyTokenDialog secret={secret} onClose={() => { setSecret(undefined); onClose(); }} />
    </>
  );
}

interface RotationProps {
  readonly id: string;
  readonly onRotated: (secret: NewSecret) => void;
  readonly onClose: () => void;
}

function Rotation({ id, onRotated, onClose }: RotationProps) {
  const { t } = useTranslation('token-page');
  const queries = useQueryClient();
  const [grace, setGrace] = useState<Grace>('day');
  const rotate = useMutation({
    // The secret goes to whoever shows it, and is in nothing that the mutation keeps.
    mutationFn: async () => {
      const { body } = await withPassword(() => answerOf(api.POST('/api/v1/api-keys/{id}/rotate', { params: { path: { id } }, body: { gracePeriodSeconds: GRACES[grace] } })));
      onRotated(body);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
    gcTime: 0,
  });
  return (
    <Stack>
      <Text size="sm">{t('rotate.means')}</Text>
      <Select label={t('rotate.grace')} description={t(`rotate.after.${grace === 'none' ? 'none' : 'some'}`)} allowDeselect={false} data={graces.map((value) => ({ value, label: t(`rotate.graces.${value}`) }))} value={grace} onChange={(value) => { setGrace(graces.find((one) => one === value) ?? grace); }} />
      {rotate.isError && !(rotate.error instanceof NotConfirmed) && <FailureNotice error={rotate.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{t('app:cancel')}</Button>
        <Button loading={rotate.isPending} onClick={() => { rotate.mutate(); }}>{t('rotate.confirm')}</Button>
      </Group>
    </Stack>
  );
}
