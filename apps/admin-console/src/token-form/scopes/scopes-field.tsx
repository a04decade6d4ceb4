import { Group, Input, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchIcon } from '../../app/icons/icons.js';
import { AccessLevels } from './access-levels.js';
import { ResourceScopes } from './resource-scopes.js';
import { chosen, scopeGroups } from './scope-groups.js';
import { type ScopeName, scopesQuery } from './scopes-query.js';

interface ScopesFieldProps {
  readonly value: readonly ScopeName[];
  readonly onChange: (value: ScopeName[]) => void;
  /** Those that the token has: they may be kept, also by somebody who may not grant them. */
  readonly kept?: readonly ScopeName[];
  readonly error?: string | undefined;
}

/** What a token may do: an access level with one click, or scope by scope. */
export function ScopesField({ value, onChange, kept = [], error }: ScopesFieldProps) {
  const { t, i18n } = useTranslation('token-form');
  const { data } = useSuspenseQuery(scopesQuery);
  const [search, setSearch] = useState('');
  const id = useId();
  const language = i18n.language === 'id' ? 'id' : 'en';
  const offered = data.data.filter(({ scope, grantable }) => grantable || kept.includes(scope));
  const groups = scopeGroups(offered, search, ({ scope, title, description }) => `${scope} ${title[language]} ${description[language]}`);
  return (
    <Stack gap="sm" role="group" aria-labelledby={id}>
      <Group justify="space-between" gap="xs">
        <Input.Label component="div" id={id} required>{t('scopes.title')}</Input.Label>
        <Text size="sm" c="dimmed" role="status">{t('scopes.chosen', { count: value.length })}</Text>
      </Group>
      <AccessLevels bundles={data.bundles} value={value} onChange={onChange} />
      <TextInput type="search" leftSection={<SearchIcon />} label={t('scopes.search')} placeholder={t('scopes.searchFor')} value={search} onChange={(event) => { setSearch(event.currentTarget.value); }} />
      {error !== undefined && <Input.Error role="alert">{error}</Input.Error>}
      <ScrollArea.Autosize mah={420} type="auto" className="panel" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('scopes.offered') }}>
        {groups.map((group) => (
          <ResourceScopes key={group.resource} group={group} value={value} onChoose={(scopes, isChosen) => { onChange(chosen(offered, value, scopes, isChosen)); }} />
        ))}
        {groups.length === 0 && <Text p="md" size="sm" c="dimmed">{t('scopes.nothing')}</Text>}
      </ScrollArea.Autosize>
    </Stack>
  );
}
