import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyIcon, TickIcon, WarningIcon } from '../app/icons/icons.js';

/** A password that is shown this once, to be handed over; whoever signs in with it has to choose another first. */
export function PasswordOnce({ email, password, onClose }: { readonly email: string; readonly password: string; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <Stack>
      <Text size="sm" role="status">{t('password.for', { email })}</Text>
      <Group gap="sm" className="panel" p="md" justify="space-between">
        <Code fz="md" bg="transparent" tabIndex={0} aria-label={t('password.label')}>{password}</Code>
        <CopyButton value={password}>
          {({ copied, copy }) => <Button data-autofocus leftSection={copied ? <TickIcon /> : <CopyIcon />} onClick={copy}><span aria-live="polite">{t(copied ? 'app:copied' : 'app:copy')}</span></Button>}
        </CopyButton>
      </Group>
      <Alert color="gray" variant="light" icon={<WarningIcon />} title={t('password.once')}>{t('password.handOver')}</Alert>
      <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('password.done')}</Button></Group>
    </Stack>
  );
}
