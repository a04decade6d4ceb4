import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFailure } from '../../failures/use-failure.js';
import { WarningIcon } from '../icons/icons.js';

/** What went wrong and what to do, with the request's id to copy. @param onRetry asks again */
export function FailureNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation('app');
  const { title, advice, requestId } = useFailure()(error);
  return (
    <Alert role="alert" color="red" variant="outline" icon={<WarningIcon />} title={title} styles={{ title: { color: 'var(--mantine-color-error)' }, icon: { color: 'var(--mantine-color-error)' } }}>
      <Text size="sm">{advice}</Text>
      <Group gap="xs" mt="xs">
        {onRetry && <Button size="compact-sm" variant="default" onClick={onRetry}>{t('retry')}</Button>}
        {requestId !== undefined && <RequestId id={requestId} />}
      </Group>
    </Alert>
  );
}

function RequestId({ id }: { readonly id: string }) {
  const { t } = useTranslation('app');
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <Group gap={6}>
          <Text size="xs" c="dimmed">{t('requestId')}</Text>
          <Code>{id}</Code>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={copy}>{t(copied ? 'copied' : 'copy')}</Button>
        </Group>
      )}
    </CopyButton>
  );
}
