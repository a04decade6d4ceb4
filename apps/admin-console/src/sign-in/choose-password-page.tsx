import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { answerOf, api } from '../api/api.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { fieldErrorsOf } from '../failures/use-failure.js';
import { sessionQuery } from '../session/session.js';
import { useSignOut } from '../session/sign-out.js';
import { Entrance } from './entrance.js';
import { wayBack } from './way-back.js';

const SHORTEST = 8;

/** A password that somebody else made, or a machine printed, is changed before anything else. */
export function Component() {
  const { t } = useTranslation('sign-in');
  const { data: session } = useSuspenseQuery(sessionQuery);
  const back = wayBack(useLocation().state);
  if (session === null) return <Navigate to="/sign-in" replace />;
  if (!session.user.mustChangePassword) return <Navigate to={back} replace />;
  return (
    <Entrance title={t('choose.title')} intro={t('choose.intro')}>
      <ChoosePasswordForm email={session.user.email} />
    </Entrance>
  );
}

function ChoosePasswordForm({ email }: { readonly email: string }) {
  const { t } = useTranslation('sign-in');
  const signOut = useSignOut();
  const change = useChangePassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', newPassword: '', again: '' },
    validate: {
      currentPassword: (value) => (value === '' ? t('passwordMissing') : null),
      newPassword: (value, { currentPassword }) => (Array.from(value).length < SHORTEST ? t('choose.tooShort', { count: SHORTEST }) : value === currentPassword ? t('choose.same') : null),
      again: (value, { newPassword }) => (value === newPassword ? null : t('choose.differs')),
    },
  });
  const refused = fieldErrorsOf(change.error);
  const shown = { 'aria-label': t('showPassword'), tabIndex: 0 };
  return (
    <form noValidate onSubmit={form.onSubmit(({ currentPassword, newPassword }) => { change.mutate({ currentPassword, newPassword }); })}>
      <input type="hidden" name="email" autoComplete="username" value={email} />
      <Stack>
        {change.isError && <FailureNotice error={change.error} />}
        <PasswordInput key={form.key('currentPassword')} {...form.getInputProps('currentPassword')} label={t('choose.current')} autoComplete="current-password" size="md" autoFocus visibilityToggleButtonProps={shown} />
        <PasswordInput key={form.key('newPassword')} {...form.getInputProps('newPassword')} error={form.errors['newPassword'] ?? refused['/newPassword']} label={t('choose.new')} description={t('choose.advice', { count: SHORTEST })} autoComplete="new-password" size="md" visibilityToggleButtonProps={shown} />
        <PasswordInput key={form.key('again')} {...form.getInputProps('again')} label={t('choose.again')} autoComplete="new-password" size="md" visibilityToggleButtonProps={shown} />
        <Group grow mt="xs">
          <Button variant="default" size="md" onClick={() => { signOut.mutate(); }}>{t('choose.signOut')}</Button>
          <Button type="submit" size="md" loading={change.isPending}>{t('choose.submit')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) => answerOf(api.PUT('/api/v1/session/password', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    gcTime: 0,
  });
}
