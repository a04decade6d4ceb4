import { Button, Group, List, Modal, Progress, ScrollArea, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../app/page/failure-notice.js';
import { ChangeReceipt } from '../../../change-receipt/change-receipt.js';
import { NotConfirmed } from '../../../confirm-password/with-password.js';
import { useRevokeTokens } from './use-revoke-tokens.js';

const NAMES_SHOWN = 50;

interface RevokeDialogProps {
  /** undefined: closed. */
  readonly tokens: readonly ApiToken[] | undefined;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

/** First what it means, typed by hand as there is no way back; then what came of it. */
export default function RevokeDialog({ tokens, onClose, onRevoked }: RevokeDialogProps) {
  const { t } = useTranslation('tokens');
  const revoke = useRevokeTokens(onRevoked);
  const close = (): void => {
    // Whoever leaves while it goes on has stopped it: nothing is revoked that nobody watches.
    revoke.stop();
    revoke.reset();
    onClose();
  };
  const title = revoke.data ? t('bulk.done', { count: revoke.data.revoked }) : t('bulk.question', { count: tokens?.length ?? 0 });
  return (
    <Modal size="lg" opened={tokens !== undefined} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('app:close') }}>
      {tokens && (revoke.data ? <Outcome outcome={revoke.data} onClose={close} /> : <Revocation tokens={tokens} revoke={revoke} onClose={close} />)}
    </Modal>
  );
}

type Revoking = ReturnType<typeof useRevokeTokens>;

function Outcome({ outcome: { alreadyRevoked, remaining, left, receipt }, onClose }: { readonly outcome: NonNullable<Revoking['data']>; readonly onClose: () => void }) {
  const { t } = useTranslation('tokens');
  return (
    <Stack>
      {alreadyRevoked > 0 && <Text size="sm">{t('bulk.before', { count: alreadyRevoked })}</Text>}
      {remaining + left > 0 && <Text size="sm">{t('bulk.remaining', { count: remaining + left })}</Text>}
      {receipt && <ChangeReceipt first={receipt} meaning="refused" />}
      <Group justify="flex-end"><Button variant="default" data-autofocus onClick={onClose}>{t('app:close')}</Button></Group>
    </Stack>
  );
}

function Revocation({ tokens, revoke, onClose }: { readonly tokens: readonly ApiToken[]; readonly revoke: Revoking; readonly onClose: () => void }) {
  const { t } = useTranslation('tokens');
  return (
    <Stack>
      <Text size="sm">{t('bulk.means')}</Text>
      <ScrollArea.Autosize mah={160} type="auto" className="panel" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('bulk.meant') }}>
        <List size="sm" listStyleType="none" p="sm">
          {tokens.slice(0, NAMES_SHOWN).map(({ id, name, prefix }) => (
            <List.Item key={id}>{name} <Text span c="dimmed" className="mono">{`${prefix}…`}</Text></List.Item>
          ))}
          {tokens.length > NAMES_SHOWN && <List.Item>{t('bulk.andMore', { count: tokens.length - NAMES_SHOWN })}</List.Item>}
        </List>
      </ScrollArea.Autosize>
      {revoke.isError && !(revoke.error instanceof NotConfirmed) && <FailureNotice error={revoke.error} />}
      {revoke.isPending && revoke.done > 0 ? (
        <Going done={revoke.done} count={tokens.length} onStop={revoke.stop} />
      ) : (
        <TypedConfirmation count={tokens.length} isPending={revoke.isPending} onCancel={onClose} onConfirm={(reason) => { revoke.mutate({ ids: tokens.map(({ id }) => id), reason }); }} />
      )}
    </Stack>
  );
}

/** Many take many requests: how far it is, and a way to leave the rest as they are. */
function Going({ done, count, onStop }: { readonly done: number; readonly count: number; readonly onStop: () => void }) {
  const { t } = useTranslation('tokens');
  return (
    <Stack gap="xs">
      <Progress value={(100 * done) / count} animated aria-label={t('bulk.going', { done, count })} />
      <Group justify="space-between">
        <Text size="sm" role="status">{t('bulk.going', { done, count })}</Text>
        <Button variant="default" onClick={onStop}>{t('bulk.stop')}</Button>
      </Group>
    </Stack>
  );
}

interface TypedConfirmationProps {
  readonly count: number;
  readonly isPending: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: (reason: string) => void;
}

function TypedConfirmation({ count, isPending, onCancel, onConfirm }: TypedConfirmationProps) {
  const { t } = useTranslation('tokens');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const word = t('bulk.word', { count });
  const isTyped = typed.trim().toLowerCase() === word.toLowerCase();
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isTyped) onConfirm(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea label={t('bulk.reason')} description={t('bulk.reasonWhy')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
        <TextInput label={t('bulk.type', { word })} autoComplete="off" value={typed} onChange={(event) => { setTyped(event.currentTarget.value); }} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>{t('app:cancel')}</Button>
          <Button type="submit" color="red.9" loading={isPending} disabled={!isTyped}>{t('bulk.confirm', { count })}</Button>
        </Group>
      </Stack>
    </form>
  );
}
