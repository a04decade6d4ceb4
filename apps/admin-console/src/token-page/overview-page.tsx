import { Button, Group, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/api.js';
import { focusOnce } from '../app/page/focus-once.js';
import { Moment } from '../app/page/moment.js';
import { EarlierReceipt } from '../change-receipt/change-receipt.js';
import { useMay } from '../session/session.js';
import { Details, Fact } from './details.js';
import { EditToken } from './edit/edit-token.js';
import { useToken } from './token-query.js';

/** What a token is, to be read or changed in place, and whether every replica knows. */
export function Component() {
  const { t } = useTranslation('token-page');
  const { token, etag } = useToken();
  const [isEditing, setEditing] = useState<boolean>();
  const mayEdit = useMay()('apiAccessManage') && token.status !== 'revoked';
  if (isEditing) return <EditToken first={{ token, etag }} onEnd={() => { setEditing(false); }} />;
  return (
    <Stack gap="lg">
      <div className="panel">
        <Stack p={{ base: 'md', sm: 'lg' }} gap="xs">
          <Group justify="space-between">
            <Title order={2}>{t('overview')}</Title>
            {mayEdit && <Button size="xs" variant="default" ref={isEditing === false ? focusOnce : undefined} onClick={() => { setEditing(true); }}>{t('actions.edit')}</Button>}
          </Group>
          <Details token={token}><PreviousSecret id={token.id} position={token.position} /></Details>
        </Stack>
      </div>
      <Stack gap="xs">
        <Title order={2}>{t('lastChange')}</Title>
        <EarlierReceipt position={token.position} meaning={token.status === 'revoked' || token.status === 'disabled' ? 'refused' : 'changed'} />
      </Stack>
    </Stack>
  );
}

/** The secret before the last rotation, while it still works. */
function PreviousSecret({ id, position }: { readonly id: string; readonly position: number }) {
  const { t } = useTranslation('token-page');
  const { data } = useQuery({
    queryKey: ['tokens', 'secrets', id, position],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/api/v1/api-keys/{id}/secrets', { params: { path: { id } }, signal }))).body,
  });
  const previous = data?.previous ?? null;
  if (previous === null) return null;
  return <Fact name={t('facts.previous')}><span className="mono">{`${previous.prefix}…`}</span> {t('facts.until')} <Moment at={previous.validUntil} /></Fact>;
}
