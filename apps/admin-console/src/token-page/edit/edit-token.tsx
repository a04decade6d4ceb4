import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, isRefusal } from '../../api/api.js';
import { Caution } from '../../app/page/caution.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { fieldErrorsOf } from '../../failures/use-failure.js';
import { ChangedReceipt } from '../changed-receipt.js';
import { type TaggedToken, tokenQuery } from '../token-query.js';
import { useChange } from '../use-change.js';
import { ChangeList } from './change-list.js';
import { DryRunAnswer } from './dry-run-answer.js';
import { EditForm } from './edit-form.js';
import { changesOf, editedFrom, type TokenChanges, uponNewest } from './token-changes.js';

interface EditTokenProps {
  /** As it was when somebody began. */
  readonly first: TaggedToken;
  readonly onEnd: () => void;
}

/** A change in place: first tried on what is recorded of the token's use, then made, and only to the version that was looked at. */
export function EditToken({ first, onEnd }: EditTokenProps) {
  const [base, setBase] = useState(first);
  const [edited, setEdited] = useState(() => editedFrom(first.token));
  const queries = useQueryClient();
  const { token: { id }, etag } = base;
  const tryOut = useChange((changes: TokenChanges) => answerOf(api.PATCH('/api/v1/api-keys/{id}', { params: { path: { id }, query: { dryRun: 'true' }, header: { 'If-Match': etag } }, body: changes })));
  const save = useChange((changes: TokenChanges) => answerOf(api.PATCH('/api/v1/api-keys/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: changes })));
  const failure = save.failure ?? tryOut.failure;
  const isContested = isRefusal(failure, 412);
  const startAgain = (): void => { tryOut.reset(); save.reset(); };
  const takeNewest = useMutation({
    mutationFn: async (isKept: boolean) => {
      const newest = await queries.query({ ...tokenQuery(id), staleTime: 0 });
      setEdited(isKept ? uponNewest(newest.token, base.token, edited, new Date()) : editedFrom(newest.token));
      setBase(newest);
      startAgain();
    },
  });
  if (save.data) return <ChangedReceipt receipt={save.data.receipt} meaning="changed" onClose={onEnd} />;
  const dryRun = tryOut.data && 'dryRun' in tryOut.data ? tryOut.data.dryRun : undefined;
  return (
    <Stack gap="lg">
      {tryOut.data === undefined && (
        <EditForm key={etag} token={base.token} edited={edited} onEdit={setEdited} told={fieldErrorsOf(failure)} isPending={tryOut.isPending} onCancel={onEnd} onSubmit={() => { tryOut.mutate(changesOf(base.token, edited, new Date())); }} />
      )}
      {isContested ? <ChangedMeanwhile isPending={takeNewest.isPending} onTake={takeNewest.mutate} /> : failure && <FailureNotice error={failure} />}
      {takeNewest.isError && <FailureNotice error={takeNewest.error} />}
      {tryOut.variables !== undefined && tryOut.data !== undefined && (
        <Stack className="panel" p={{ base: 'md', sm: 'lg' }}>
          <ChangeList token={base.token} changes={tryOut.variables} />
          {dryRun !== undefined && <DryRunAnswer dryRun={dryRun} />}
          {!isContested && <SaveOrBack isPending={save.isPending} onBack={startAgain} onSave={() => { save.mutate(tryOut.variables); }} />}
        </Stack>
      )}
    </Stack>
  );
}

function SaveOrBack({ isPending, onBack, onSave }: { readonly isPending: boolean; readonly onBack: () => void; readonly onSave: () => void }) {
  const { t } = useTranslation('token-page');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onBack}>{t('edit.back')}</Button>
      <Button loading={isPending} onClick={onSave}>{t('edit.save')}</Button>
    </Group>
  );
}

/** The service refused with 412: neither change is lost unless the person says so. @param onTake told whether the person's own changes stay */
function ChangedMeanwhile({ isPending, onTake }: { readonly isPending: boolean; readonly onTake: (isKept: boolean) => void }) {
  const { t } = useTranslation('token-page');
  return (
    <Caution role="alert" title={t('edit.meanwhile.title')}>
      <Text size="sm">{t('edit.meanwhile.means')}</Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" loading={isPending} onClick={() => { onTake(true); }}>{t('edit.meanwhile.keep')}</Button>
        <Button size="xs" variant="default" disabled={isPending} onClick={() => { onTake(false); }}>{t('edit.meanwhile.discard')}</Button>
      </Group>
    </Caution>
  );
}
