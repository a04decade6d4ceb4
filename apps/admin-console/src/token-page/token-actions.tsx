import { Button, Group } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PausedIcon, RevokedIcon } from '../app/icons/icons.js';
import { useMay } from '../session/session.js';
import { DisableDialog } from './disable/disable-dialog.js';
import { EnableDialog } from './disable/enable-dialog.js';
import { RevokeDialog } from './revoke/revoke-dialog.js';
import { RotateDialog } from './rotate/rotate-dialog.js';

type Action = 'rotate' | 'disable' | 'enable' | 'revoke';

/** What can be done with a token as it is, by who looks at it. */
export function TokenActions({ token }: { readonly token: ApiToken }) {
  const { t } = useTranslation('token-page');
  const may = useMay();
  const [open, setOpen] = useState<Action>();
  const close = (): void => { setOpen(undefined); };
  const isOpenEnded = token.status !== 'revoked';
  const isManaged = isOpenEnded && may('apiAccessManage');
  return (
    <Group gap="xs">
      {isManaged && token.status !== 'expired' && <Button variant="default" onClick={() => { setOpen('rotate'); }}>{t('actions.rotate')}</Button>}
      {isManaged && token.status === 'disabled' && <Button variant="default" onClick={() => { setOpen('enable'); }}>{t('actions.enable')}</Button>}
      {isManaged && token.status !== 'disabled' && <Button variant="default" leftSection={<PausedIcon />} onClick={() => { setOpen('disable'); }}>{t('actions.disable')}</Button>}
      {isOpenEnded && may('apiAccessRevoke') && <Button color="red.9" leftSection={<RevokedIcon />} onClick={() => { setOpen('revoke'); }}>{t('actions.revoke')}</Button>}
      <RotateDialog token={token} isOpen={open === 'rotate'} onClose={close} />
      <DisableDialog token={token} isOpen={open === 'disable'} onClose={close} />
      <EnableDialog token={token} isOpen={open === 'enable'} onClose={close} />
      <RevokeDialog token={token} isOpen={open === 'revoke'} onClose={close} />
    </Group>
  );
}

export interface ActionDialogProps {
  readonly token: ApiToken;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}
