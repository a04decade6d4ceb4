import { Radio, SimpleGrid } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/session.js';

export type Kind = ApiToken['kind'];

/** Whose a token is: it follows its person, or belongs to the workspace. Each is offered only to who may issue it. */
export function KindField({ value, onChange }: { readonly value: Kind; readonly onChange: (kind: Kind) => void }) {
  const { t } = useTranslation('token-create');
  const mayIssueForWorkspace = useMay()('apiAccessManage');
  const kinds: readonly Kind[] = mayIssueForWorkspace ? ['user', 'workspace'] : ['user'];
  return (
    <Radio.Group label={t('kind.title')} value={value} onChange={(chosen) => { onChange(chosen === 'workspace' ? 'workspace' : 'user'); }}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
        {kinds.map((kind) => <Radio key={kind} className="panel" p="sm" value={kind} label={t(`kind.${kind}`)} description={t(`kind.means.${kind}`)} />)}
      </SimpleGrid>
    </Radio.Group>
  );
}
