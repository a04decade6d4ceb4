import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddressesField } from '../../token-form/addresses/addresses-field.js';
import { checkAddresses } from '../../token-form/addresses/check-addresses.js';
import { expiresAtOf } from '../../token-form/expiry/expiry.js';
import { ExpiryField } from '../../token-form/expiry/expiry-field.js';
import { NameField } from '../../token-form/name-field.js';
import { ScopesField } from '../../token-form/scopes/scopes-field.js';
import { changesOf, type EditedToken } from './token-changes.js';

interface EditFormProps {
  readonly token: ApiToken;
  readonly edited: EditedToken;
  readonly onEdit: (edited: EditedToken) => void;
  /** What the service said of a field, by its pointer. */
  readonly told: Readonly<Record<string, string>>;
  readonly isPending: boolean;
  readonly onCancel: () => void;
  readonly onSubmit: () => void;
}

export function EditForm({ token, edited, onEdit, told, isPending, onCancel, onSubmit }: EditFormProps) {
  const { t } = useTranslation('token-page');
  const [isSent, setSent] = useState(false);
  const edit = (changes: Partial<EditedToken>): void => { onEdit({ ...edited, ...changes }); };
  const errors = {
    name: edited.name.trim() === '' ? t('token-form:name.missing') : undefined,
    scopes: edited.scopes.length === 0 ? t('token-form:scopes.missing') : undefined,
    expiry: expiresAtOf(edited.expiry, new Date()) === undefined ? t('token-form:expiry.missing') : undefined,
    addresses: checkAddresses(edited.addresses).some(({ kind }) => kind === 'wrong') ? t('token-form:addresses.unreadable') : undefined,
  };
  const shown = (field: keyof typeof errors, pointer: string): string | undefined => (isSent ? errors[field] : undefined) ?? told[pointer];
  const isUnchanged = Object.keys(changesOf(token, edited, new Date())).length === 0;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setSent(true);
    if (Object.values(errors).every((error) => error === undefined)) onSubmit();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="lg">
        <NameField value={edited.name} onChange={(name) => { edit({ name }); }} error={shown('name', '/name')} />
        <Textarea label={t('token-form:description.title')} description={t('token-form:description.advice')} autosize minRows={2} maxLength={1_000} value={edited.description} error={told['/description']} onChange={(event) => { edit({ description: event.currentTarget.value }); }} />
        <ScopesField value={edited.scopes} kept={token.scopes} onChange={(scopes) => { edit({ scopes }); }} error={shown('scopes', '/scopes')} />
        <ExpiryField value={edited.expiry} kept={token.expiresAt} onChange={(expiry) => { edit({ expiry }); }} error={shown('expiry', '/expiresAt')} />
        <AddressesField value={edited.addresses} onChange={(addresses) => { edit({ addresses }); }} error={shown('addresses', '/allowedIps')} />
        <Text size="sm" c="dimmed" role="status">{isUnchanged && t('edit.unchanged')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>{t('app:cancel')}</Button>
          <Button type="submit" loading={isPending} disabled={isUnchanged}>{t('edit.check')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
