import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { User } from '@portcullis/management-client';
import { useSuspenseQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { RowsSkeleton } from '../../app/page/page-skeleton.js';
import { NotConfirmed } from '../../confirm-password/with-password.js';
import { scopesQuery } from '../../token-form/scopes/scopes-query.js';
import { grantsOf, roleAndGrantsOf } from '../grants.js';
import type { What } from '../list/person-row.js';
import { RoleFields } from '../role-fields.js';
import { Changed } from './changed.js';
import { TokenConsequences } from './token-consequences.js';
import { useChangePerson } from './use-change-person.js';

type ChangeAsked = { readonly what: Exclude<What, 'resetPassword'>; readonly person: User };

/** @param asked undefined: closed */
export function ChangeDialog({ asked, onClose }: { readonly asked: { readonly what: What; readonly person: User } | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  const change = asked !== undefined && isChange(asked) ? asked : undefined;
  return (
    <Modal size="lg" opened={change !== undefined} onClose={onClose} title={change && t(`change.${change.what}.title`, { email: change.person.email })} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <Suspense fallback={<RowsSkeleton />}>
        {change?.what === 'role' && <RoleChange person={change.person} onClose={onClose} />}
        {change !== undefined && change.what !== 'role' && <PlainChange what={change.what} person={change.person} onClose={onClose} />}
      </Suspense>
    </Modal>
  );
}

const isChange = (asked: { readonly what: What; readonly person: User }): asked is ChangeAsked => asked.what !== 'resetPassword';

/** Another role, or other scopes to grant; what that does to tokens follows what is chosen. */
function RoleChange({ person, onClose }: { readonly person: User; readonly onClose: () => void }) {
  const { data: { data: catalogue } } = useSuspenseQuery(scopesQuery);
  const [wished, setWished] = useState(() => roleAndGrantsOf(person, catalogue));
  const change = useChangePerson(person);
  if (change.data) return <Changed changed={change.data} onClose={onClose} />;
  const isSame = JSON.stringify(wished) === JSON.stringify(roleAndGrantsOf(person, catalogue));
  return (
    <Frame what="role" error={change.error} isPending={change.isPending} isReady={!isSame} onClose={onClose} onConfirm={() => { change.mutate({ what: 'role', wished }); }}>
      <RoleFields value={wished} catalogue={catalogue} error={change.error} onChange={setWished} />
      <TokenConsequences person={person} change={{ what: 'role', grants: grantsOf(wished, catalogue) }} />
    </Frame>
  );
}

/** Removing has no way back: the email is typed. */
function PlainChange({ what, person, onClose }: { readonly what: 'suspend' | 'resume' | 'remove'; readonly person: User; readonly onClose: () => void }) {
  const { t } = useTranslation('people');
  const [typed, setTyped] = useState('');
  const change = useChangePerson(person);
  if (change.data) return <Changed changed={change.data} onClose={onClose} />;
  const isReady = what !== 'remove' || typed.trim().toLowerCase() === person.email.toLowerCase();
  return (
    <Frame what={what} error={change.error} isPending={change.isPending} isReady={isReady} onClose={onClose} onConfirm={() => { change.mutate({ what }); }}>
      <Text size="sm">{t(`change.${what}.means`)}</Text>
      {what !== 'resume' && <TokenConsequences person={person} change={{ what }} />}
      {what === 'remove' && <TextInput label={t('change.type', { email: person.email })} autoComplete="off" spellCheck={false} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); }} />}
    </Frame>
  );
}

interface FrameProps {
  readonly what: ChangeAsked['what'];
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly isReady: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

function Frame({ what, error, isPending, isReady, onClose, onConfirm, children }: FrameProps) {
  const { t } = useTranslation('people');
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isReady) onConfirm(); }}>
      <Stack>
        {children}
        {error !== null && !(error instanceof NotConfirmed) && <FailureNotice error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('app:cancel')}</Button>
          <Button type="submit" loading={isPending} disabled={!isReady} {...(what === 'remove' && { color: 'red.9' })}>{t(`change.${what}.confirm`)}</Button>
        </Group>
      </Stack>
    </form>
  );
}
