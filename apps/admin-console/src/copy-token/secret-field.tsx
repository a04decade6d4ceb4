import { Button, CopyButton, Group, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyIcon, TickIcon } from '../app/icons/icons.js';

interface SecretFieldProps {
  readonly token: string;
  readonly isRevealed: boolean;
  readonly onReveal: (isRevealed: boolean) => void;
}

export function SecretField({ token, isRevealed, onReveal }: SecretFieldProps) {
  const { t } = useTranslation('copy-token');
  return (
    <Group align="flex-end" gap="xs">
      <PasswordInput
        flex="1 1 16rem"
        label={t('token')}
        readOnly
        value={token}
        visible={isRevealed}
        onVisibilityChange={onReveal}
        visibilityToggleButtonProps={{ 'aria-label': t(isRevealed ? 'hide' : 'reveal'), tabIndex: 0 }}
        autoComplete="off"
        spellCheck={false}
        // Not a password of this page: nothing that keeps passwords is meant.
        data-1p-ignore
        data-lpignore="true"
        styles={{ innerInput: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => { event.currentTarget.select(); }}
      />
      <CopyButton value={token}>
        {({ copied, copy }) => <Button data-autofocus leftSection={copied ? <TickIcon /> : <CopyIcon />} onClick={copy}><span aria-live="polite">{t(copied ? 'app:copied' : 'copy')}</span></Button>}
      </CopyButton>
    </Group>
  );
}
