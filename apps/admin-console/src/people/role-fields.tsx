import { Checkbox, MultiSelect, NativeSelect, Stack } from '@mantine/core';
import type { Scope } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { fieldErrorsOf } from '../failures/use-failure.js';
import { useMay } from '../session/session.js';
import { grantsOf, type RoleAndGrants, scopesOf } from './grants.js';
import { ROLES } from './list/people-list.js';

interface RoleFieldsProps {
  readonly value: RoleAndGrants;
  readonly catalogue: readonly Scope[];
  /** Of the last try. */
  readonly error: Error | null;
  readonly onChange: (value: RoleAndGrants) => void;
}

/** What somebody is here, and what of it they may give to a token. */
export function RoleFields({ value, catalogue, error, onChange }: RoleFieldsProps) {
  const { t } = useTranslation('people');
  const may = useMay();
  const { role, only } = value;
  const most = scopesOf(role, catalogue);
  const refused = fieldErrorsOf(error);
  const choose = (chosen: string): void => {
    const next = ROLES.find((one) => one === chosen);
    if (next !== undefined) onChange({ role: next, only: next === 'owner' || only === null ? null : grantsOf({ role: next, only }, catalogue) });
  };
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('fields.role')}
        description={t(`roleMeans.${role}`)}
        error={refused['/role']}
        value={role}
        data={ROLES.filter((one) => one !== 'owner' || may('ownerManage') || role === 'owner').map((one) => ({ value: one, label: t(`app:roles.${one}`) }))}
        onChange={({ currentTarget }) => { choose(currentTarget.value); }}
      />
      {role !== 'owner' && <Checkbox label={t('fields.limit')} description={t('fields.limitMeans', { count: most.length })} checked={only !== null} onChange={({ currentTarget }) => { onChange({ role, only: currentTarget.checked ? most : null }); }} />}
      {role !== 'owner' && only !== null && (
        <MultiSelect
          label={t('fields.grants')}
          error={refused['/grantableScopes']}
          searchable
          clearable
          hidePickedOptions
          data={[...most]}
          value={[...only]}
          nothingFoundMessage={t('fields.nothing')}
          clearButtonProps={{ 'aria-label': t('fields.clear') }}
          onChange={(chosen) => { onChange({ role, only: most.filter((scope) => chosen.includes(scope)) }); }}
        />
      )}
    </Stack>
  );
}
