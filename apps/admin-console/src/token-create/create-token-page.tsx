import { Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../api/api.js';
import { Caution } from '../app/page/caution.js';
import { FailureNotice } from '../app/page/failure-notice.js';
import { Page } from '../app/page/page.js';
import { NotConfirmed, withPassword } from '../confirm-password/with-password.js';
import { CopyTokenDialog, type NewSecret } from '../copy-token/copy-token-dialog.js';
import { useMay } from '../session/session.js';
import { CreateTokenForm, type TokenWish } from './create-token-form.js';
import { newKey } from './new-key.js';

/** Issues a token, and shows its secret the one time. */
export function Component() {
  const { t } = useTranslation('token-create');
  const navigate = useNavigate();
  const [secret, setSecret] = useState<NewSecret>();
  const may = useMay();
  const issue = useIssueToken(setSecret);
  const close = (): void => {
    setSecret(undefined);
    issue.reset();
    if (secret) void navigate(`/tokens/${secret.apiToken.id}`);
  };
  if (!may('apiAccessCreate')) return <Page title={t('title')}><Caution>{t('mayNot')}</Caution></Page>;
  return (
    <Page title={t('title')} description={t('description')}>
      <Stack maw={880}>
        <CreateTokenForm error={issue.error} isPending={issue.isPending} onSubmit={(wish, entered) => { issue.mutate({ wish, entered }); }} />
        {issue.isError && !(issue.error instanceof NotConfirmed) && <FailureNotice error={issue.error} />}
        {issue.data === 'secret-lost' && <Caution role="alert" title={t('lost.title')}>{t('lost.means')}</Caution>}
      </Stack>
      <CopyTokenDialog secret={secret} onClose={close} />
    </Page>
  );
}

interface Sent {
  readonly entered: string;
  /** With the end as it was counted when it was sent first. */
  readonly wish: TokenWish;
  readonly key: string;
}

/** The secret goes to `onIssued` and is in nothing that the mutation keeps. Sent again, the same form issues no second token. */
function useIssueToken(onIssued: (secret: NewSecret) => void) {
  const queries = useQueryClient();
  const sent = useRef<Sent>(undefined);
  return useMutation({
    mutationFn: async ({ wish, entered }: Omit<Sent, 'key'>): Promise<'issued' | 'secret-lost'> => {
      const once = sent.current?.entered === entered ? sent.current : { entered, wish, key: newKey() };
      sent.current = once;
      const { body } = await withPassword(() => answerOf(api.POST('/api/v1/api-keys', { body: once.wish, params: { header: { 'Idempotency-Key': once.key } } })));
      sent.current = undefined;
      if (body.token === null) return 'secret-lost';
      onIssued({ token: body.token, apiToken: body.apiToken, receipt: body.receipt });
      return 'issued';
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
    gcTime: 0,
  });
}
