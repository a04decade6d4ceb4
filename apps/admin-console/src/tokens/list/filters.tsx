import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { SCOPES } from '@portcullis/management-client';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutSecrets } from '../../api/without-secrets.js';
import { SearchIcon } from '../../app/icons/icons.js';
import classes from './filters.module.css';
import type { Criteria, TokenSort } from './token-criteria.js';

const AFTER_TYPING_MS = 250;
const SORTS = ['-createdAt', 'createdAt', 'name', '-name', '-lastUsedAt', 'lastUsedAt', 'expiresAt', '-expiresAt'] as const satisfies readonly TokenSort[];

interface FiltersProps {
  readonly criteria: Criteria;
  readonly onChange: (changes: Partial<Criteria>) => void;
}

/** Narrows the list; on small screens the sorting stands here too, where no column heads are. */
export function Filters({ criteria, onChange }: FiltersProps) {
  const { t } = useTranslation('tokens');
  const { scope, kind, sort } = criteria;
  return (
    <div role="search" className={classes['filters']}>
      <TypedFilter name="q" criteria={criteria} onChange={onChange} label={t('list.search')} placeholder={t('list.searchFor')} />
      <NativeSelect label={t('list.scope')} value={scope ?? ''} data={[{ value: '', label: t('list.anyScope') }, ...SCOPES]} onChange={({ currentTarget }) => { onChange({ scope: SCOPES.find((one) => one === currentTarget.value) }); }} />
      <NativeSelect
        label={t('list.kind')}
        value={kind ?? ''}
        data={[{ value: '', label: t('list.anyKind') }, { value: 'user', label: t('kind.user') }, { value: 'workspace', label: t('kind.workspace') }]}
        onChange={({ currentTarget: { value } }) => { onChange({ kind: value === 'user' || value === 'workspace' ? value : undefined }); }}
      />
      <TypedFilter name="creator" criteria={criteria} onChange={onChange} label={t('list.creator')} placeholder={t('list.anyCreator')} />
      <NativeSelect className={classes['sort'] ?? ''} label={t('list.sort')} value={sort} data={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))} onChange={({ currentTarget }) => { onChange({ sort: SORTS.find((one) => one === currentTarget.value) ?? '-createdAt' }); }} />
    </div>
  );
}

interface TypedFilterProps extends FiltersProps {
  readonly name: 'q' | 'creator';
  readonly label: string;
  readonly placeholder: string;
}

/** Text goes into the address once the typing pauses, and comes from there when somebody goes back. */
function TypedFilter({ name, criteria, onChange, label, placeholder }: TypedFilterProps) {
  const { t } = useTranslation('tokens');
  const value = criteria[name];
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback((text: string) => { onChange({ [name]: withoutSecrets(text) }); }, AFTER_TYPING_MS);
  useEffect(() => { setTyped(value); }, [value]);
  const type = (text: string): void => {
    setTyped(text);
    tell(text);
  };
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => { type(event.currentTarget.value); }}
      {...(name === 'q' && { leftSection: <SearchIcon /> })}
      rightSection={typed !== '' && <CloseButton size="sm" aria-label={t('list.clear', { label })} onClick={() => { setTyped(''); onChange({ [name]: '' }); }} />}
    />
  );
}
