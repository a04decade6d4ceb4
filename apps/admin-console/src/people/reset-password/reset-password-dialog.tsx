import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { User } from '@portcullis/management-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { NotConfirmed, withPassword } from '../../confirm-password/with-password.js';
import { PasswordOnce } from '../password-once.js';

/** @param person undefined: closed */
export function ResetPasswordDialog({ person, onClose }: { readonly person: User | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <Modal size="lg" opened={person !== undefined} onClose={onClose} title={person && t('reset.title', { email: person.email })} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('app:close') }}>
      {person && <ResetPassword person={person} onClose={onClose} />}
    </Modal>
  );
}

function ResetPassword({ person, onClose }: { readonly person: User; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  const reset = useResetPassword(person);
  if (reset.data) return <PasswordOnce email={reset.data.user.email} password={reset.data.password} onClose={() => { reset.reset(); onClose(); }} />;
  return (
    <Stack>
      <Text size="sm">{t('reset.means')}</Text>
      {reset.isError && !(reset.error instanceof NotConfirmed) && <FailureNotice error={reset.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{t('app:cancel')}</Button>
        <Button loading={reset.isPending} onClick={() => { reset.mutate(); }}>{t('reset.confirm')}</Button>
      </Group>
    </Stack>
  );
}

/** The password in its answer is kept by nothing but the dialog. */
function useResetPassword({ id }: User) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => (await withPassword(() => answerOf(api.POST('/api/v1/users/{id}/reset-password', { params: { path: { id } } })))).body,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
    gcTime: 0,
  });
}
