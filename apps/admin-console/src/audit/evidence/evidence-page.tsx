import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AuditFrame } from '../audit-frame.js';
import { ExportHistory } from '../export/export-history.js';
import { CurrentCheckpoint } from './current-checkpoint.js';
import { HowToVerify } from './how-to-verify.js';
import { KeptCheckpoints } from './kept-checkpoints.js';

/** The history as a file, and how whoever has it knows that nothing was taken out or put in. */
export function Component() {
  const { t } = useTranslation('audit');
  return (
    <AuditFrame title={t('evidence.title')} description={t('evidence.description')}>
      <Stack gap="lg">
        <ExportHistory />
        <HowToVerify />
        <CurrentCheckpoint />
        <KeptCheckpoints />
      </Stack>
    </AuditFrame>
  );
}
