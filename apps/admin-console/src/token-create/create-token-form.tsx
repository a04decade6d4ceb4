import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { operations } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fieldErrorsOf } from '../failures/use-failure.js';
import { AddressesField } from '../token-form/addresses/addresses-field.js';
import { checkAddresses } from '../token-form/addresses/check-addresses.js';
import { type Expiry, expiresAtOf } from '../token-form/expiry/expiry.js';
import { ExpiryField } from '../token-form/expiry/expiry-field.js';
import { NameField } from '../token-form/name-field.js';
import { ScopesField } from '../token-form/scopes/scopes-field.js';
import type { ScopeName } from '../token-form/scopes/scopes-query.js';
import { type Kind, KindField } from './kind-field.js';

export type TokenWish = operations['issueApiToken']['requestBody']['content']['application/json'];

interface Values {
  name: string;
  kind: Kind;
  scopes: ScopeName[];
  expiry: Expiry;
  addresses: string;
  description: string;
}

const EMPTY: Values = { name: '', kind: 'user', scopes: [], expiry: { kind: 'days', days: 90 }, addresses: '', description: '' };

interface CreateTokenFormProps {
  /** Of the last time it was sent. */
  readonly error: unknown;
  readonly isPending: boolean;
  /** @param entered what stands in the form: the same is the same wish, whenever it is sent */
  readonly onSubmit: (wish: TokenWish, entered: string) => void;
}

export function CreateTokenForm({ error, isPending, onSubmit }: CreateTokenFormProps) {
  const { t } = useTranslation('token-create');
  const form = useForm<Values>({
    initialValues: EMPTY,
    validate: {
      name: (name) => (name.trim() === '' ? t('token-form:name.missing') : null),
      scopes: (scopes) => (scopes.length === 0 ? t('token-form:scopes.missing') : null),
      expiry: (expiry) => (expiresAtOf(expiry, new Date()) === undefined ? t('token-form:expiry.missing') : null),
      addresses: (text) => (checkAddresses(text).some(({ kind }) => kind === 'wrong') ? t('token-form:addresses.unreadable') : null),
    },
  });
  const { values, errors } = form;
  const told = fieldErrorsOf(error);
  const shown = (field: keyof Values, pointer: string): string | undefined => (typeof errors[field] === 'string' ? errors[field] : told[pointer]);
  return (
    <form noValidate onSubmit={form.onSubmit((wished) => { onSubmit(wishOf(wished), JSON.stringify(wished)); }, toFirstError)}>
      <Stack gap="xl">
        <Stack className="panel" p={{ base: 'md', sm: 'xl' }} gap="lg">
          <NameField value={values.name} onChange={(name) => { form.setFieldValue('name', name); }} error={shown('name', '/name')} />
          <KindField value={values.kind} onChange={(kind) => { form.setFieldValue('kind', kind); }} />
        </Stack>
        <Stack className="panel" p={{ base: 'md', sm: 'xl' }}>
          <ScopesField value={values.scopes} onChange={(scopes) => { form.setFieldValue('scopes', scopes); }} error={shown('scopes', '/scopes')} />
        </Stack>
        <Stack className="panel" p={{ base: 'md', sm: 'xl' }} gap="lg">
          <ExpiryField value={values.expiry} onChange={(expiry) => { form.setFieldValue('expiry', expiry); }} error={shown('expiry', '/expiresAt')} />
          <AddressesField value={values.addresses} onChange={(addresses) => { form.setFieldValue('addresses', addresses); }} error={shown('addresses', '/allowedIps')} />
          <Textarea label={t('token-form:description.title')} description={t('token-form:description.advice')} autosize minRows={2} maxLength={1_000} value={values.description} error={told['/description']} onChange={(event) => { form.setFieldValue('description', event.currentTarget.value); }} />
        </Stack>
        <Group justify="flex-end">
          <Button component={Link} to="/" variant="default">{t('app:cancel')}</Button>
          <Button type="submit" loading={isPending}>{t('submit')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Once the errors stand in the page: the first of them comes into sight, and has the focus where it is a field's. */
function toFirstError(): void {
  requestAnimationFrame(() => {
    const first = document.querySelector<HTMLElement>('form [aria-invalid=true], form [role=alert]');
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  });
}

function wishOf({ name, kind, scopes, expiry, addresses, description }: Values): TokenWish {
  return { name: name.trim(), kind, environment: 'live', scopes, expiresAt: expiresAtOf(expiry, new Date()) ?? null, allowedIps: addresses, description: description.trim() === '' ? null : description.trim() };
}
