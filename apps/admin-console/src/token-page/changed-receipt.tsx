import { Button, Group, Stack } from '@mantine/core';
import type { Receipt } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { focusOnce } from '../app/page/focus-once.js';
import { ChangeReceipt, type Meaning } from '../change-receipt/change-receipt.js';

interface ChangedReceiptProps {
  readonly receipt: Receipt;
  readonly meaning: Meaning;
  readonly onClose: () => void;
}

/** The end of a dialog that changed something: the receipt as it fills in. */
export function ChangedReceipt({ receipt, meaning, onClose }: ChangedReceiptProps) {
  const { t } = useTranslation('app');
  return (
    <Stack>
      <ChangeReceipt first={receipt} meaning={meaning} />
      <Group justify="flex-end"><Button variant="default" ref={focusOnce} onClick={onClose}>{t('close')}</Button></Group>
    </Stack>
  );
}
