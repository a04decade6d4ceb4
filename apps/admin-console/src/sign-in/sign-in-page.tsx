import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { answerOf, api } from '../api/api.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { sessionQuery } from '../session/session.js';
import { Entrance } from './entrance.js';
import { wayBack } from './way-back.js';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

export function Component() {
  const { t } = useTranslation('sign-in');
  const { data: session } = useSuspenseQuery(sessionQuery);
  const back = wayBack(useLocation().state);
  if (session?.user.mustChangePassword === true) return <Navigate to="/choose-password" replace state={{ from: back }} />;
  if (session !== null) return <Navigate to={back} replace />;
  return (
    <Entrance title={t('title')} intro={t('intro')}>
      <SignInForm />
    </Entrance>
  );
}

function SignInForm() {
  const { t } = useTranslation('sign-in');
  const signIn = useSignIn();
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: { email: (email) => (email.trim() === '' ? t('emailMissing') : null), password: (password) => (password === '' ? t('passwordMissing') : null) },
  });
  return (
    <form noValidate onSubmit={form.onSubmit((credentials) => { signIn.mutate({ ...credentials, email: credentials.email.trim() }); })}>
      <Stack>
        {signIn.isError && <FailureNotice error={signIn.error} />}
        <TextInput key={form.key('email')} {...form.getInputProps('email')} label={t('email')} type="email" name="email" autoComplete="username" size="md" data-autofocus autoFocus />
        <PasswordInput key={form.key('password')} {...form.getInputProps('password')} label={t('password')} name="password" autoComplete="current-password" size="md" visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }} />
        <Button type="submit" size="md" mt="xs" loading={signIn.isPending}>{t('submit')}</Button>
      </Stack>
    </form>
  );
}

/** The password goes into the request and nowhere else; what the answer shows becomes the session of every page. */
function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: Credentials) => (await answerOf(api.POST('/api/v1/session', { body }))).body,
    onSuccess: (session) => { queries.setQueryData(sessionQuery.queryKey, session); },
    gcTime: 0,
  });
}
