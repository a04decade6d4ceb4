import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { RowsSkeleton } from '../../app/page/page-skeleton.js';
import { NotConfirmed, withPassword } from '../../confirm-password/with-password.js';
import { fieldErrorsOf } from '../../failures/use-failure.js';
import { scopesQuery } from '../../token-form/scopes/scopes-query.js';
import { bodyOf, type RoleAndGrants } from '../grants.js';
import { PasswordOnce } from '../password-once.js';
import { RoleFields } from '../role-fields.js';

export function AddPersonDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <Modal size="lg" opened={isOpen} onClose={onClose} title={t('add.title')} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <Suspense fallback={<RowsSkeleton />}>{isOpen && <AddPerson onClose={onClose} />}</Suspense>
    </Modal>
  );
}

/** The least that is of use, until somebody chooses more. */
const LEAST: RoleAndGrants = { role: 'member', only: null };

function AddPerson({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  const { data: { data: catalogue } } = useSuspenseQuery(scopesQuery);
  const [email, setEmail] = useState('');
  const [wished, setWished] = useState(LEAST);
  const add = useAddPerson();
  if (add.data) return <PasswordOnce email={add.data.user.email} password={add.data.password} onClose={() => { add.reset(); onClose(); }} />;
  const emailRefused = fieldErrorsOf(add.error)['/email'];
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); add.mutate({ email: email.trim(), ...bodyOf(wished) }); }}>
      <Stack>
        <TextInput data-autofocus type="email" label={t('fields.email')} description={t('fields.emailMeans')} autoComplete="off" required value={email} error={emailRefused} onChange={(event) => { setEmail(event.currentTarget.value); }} />
        <RoleFields value={wished} catalogue={catalogue} error={add.error} onChange={setWished} />
        {add.isError && !(add.error instanceof NotConfirmed) && <FailureNotice error={add.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('app:cancel')}</Button>
          <Button type="submit" loading={add.isPending} disabled={email.trim() === ''}>{t('add.confirm')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The password in its answer is kept by nothing but the dialog. */
function useAddPerson() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: { email: string } & ReturnType<typeof bodyOf>) => (await withPassword(() => answerOf(api.POST('/api/v1/users', { body })))).body,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
    gcTime: 0,
  });
}
