import { Modal } from '@mantine/core';
import type { Receipt } from '@portcullis/management-client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meaning } from '../change-receipt/change-receipt.js';
import { ChangedReceipt } from './changed-receipt.js';

interface ChangeDialogProps {
  readonly change: { readonly isPending: boolean; readonly data: { readonly receipt: Receipt } | undefined; readonly reset: () => void };
  /** What is asked, until it is done; what was done, from then on. Not what the token is meanwhile: somebody else may change it. */
  readonly title: string;
  /** Of the receipt. */
  readonly meaning: Meaning;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What is asked. @param close the dialog */
  readonly children: (close: () => void) => ReactNode;
}

/** A dialog that changes a token: what is asked, then the receipt. It does not close by the way while the change is made. */
export function ChangeDialog({ change: { isPending, data, reset }, title, meaning, isOpen, onClose, children }: ChangeDialogProps) {
  const { t } = useTranslation('app');
  const close = (): void => {
    onClose();
    reset();
  };
  return (
    <Modal size="lg" opened={isOpen} onClose={close} closeOnEscape={!isPending} closeOnClickOutside={!isPending} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      {isOpen && (data ? <ChangedReceipt receipt={data.receipt} meaning={meaning} onClose={close} /> : children(close))}
    </Modal>
  );
}
