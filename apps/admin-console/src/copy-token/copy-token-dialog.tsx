import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import type { ApiToken, Receipt } from '@portcullis/management-client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Caution } from '../app/page/caution.js';
import { focusOnce } from '../app/page/focus-once.js';
import { ChangeReceipt } from '../change-receipt/change-receipt.js';
import { Examples } from './examples.js';
import { SecretField } from './secret-field.js';
import { useStayUntil } from './use-stay-until.js';

/** A secret that was just made, and what belongs to it. It stands in the state of whoever shows the dialog, and nowhere else. */
export interface NewSecret {
  readonly token: string;
  readonly apiToken: ApiToken;
  readonly receipt: Receipt;
}

interface CopyTokenDialogProps {
  /** undefined: closed. */
  readonly secret: NewSecret | undefined;
  /** Has to forget the secret. */
  readonly onClose: () => void;
}

/** Shows a secret the one time that it can be seen; closes only once the person says that it is stored. */
export function CopyTokenDialog({ secret, onClose }: CopyTokenDialogProps) {
  const { t } = useTranslation('copy-token');
  return (
    <Modal size="xl" opened={secret !== undefined} onClose={() => undefined} title={t('title')} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} transitionProps={{ duration: 0 }}>
      {secret && <OneTime secret={secret} onClose={onClose} />}
    </Modal>
  );
}

function OneTime({ secret: { token, apiToken, receipt }, onClose }: { readonly secret: NewSecret; readonly onClose: () => void }) {
  const { t } = useTranslation('copy-token');
  const [isRevealed, setRevealed] = useState(false);
  const [isStored, setStored] = useState(false);
  const leaving = useStayUntil(isStored);
  const isActive = apiToken.status === 'active';
  return (
    <Stack>
      <Caution>{t('once')}</Caution>
      <SecretField token={token} isRevealed={isRevealed} onReveal={setRevealed} />
      <ChangeReceipt first={receipt} meaning={isActive ? 'live' : 'changed'} />
      {isActive ? <Examples token={token} isRevealed={isRevealed} apiToken={apiToken} /> : <Caution>{t('refused')}</Caution>}
      {leaving.isAsked && (
        <Alert role="alert" color="red" variant="outline" title={t('leave.title')} styles={{ title: { color: 'var(--mantine-color-error)' } }}>
          <Text size="sm">{t('leave.means')}</Text>
          <Group gap="xs" mt="xs">
            <Button size="xs" ref={focusOnce} onClick={leaving.stay}>{t('leave.stay')}</Button>
            <Button size="xs" variant="default" onClick={leaving.leave}>{t('leave.anyway')}</Button>
          </Group>
        </Alert>
      )}
      <Group justify="space-between" gap="md">
        <Checkbox label={t('stored')} checked={isStored} onChange={(event) => { setStored(event.currentTarget.checked); }} />
        <Button disabled={!isStored} onClick={onClose}>{t('done')}</Button>
      </Group>
    </Stack>
  );
}
