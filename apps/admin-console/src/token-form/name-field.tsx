import { Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isVague } from './is-vague.js';

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

export function NameField({ value, onChange, error }: NameFieldProps) {
  const { t } = useTranslation('token-form');
  return (
    <div>
      <TextInput required maxLength={100} label={t('name.title')} description={t('name.advice')} placeholder={t('name.example')} autoComplete="off" value={value} error={error} onChange={(event) => { onChange(event.currentTarget.value); }} />
      <Text size="sm" c="var(--console-warn)" role="status" mt={isVague(value) ? 4 : 0}>{isVague(value) && t('name.vague')}</Text>
    </div>
  );
}
