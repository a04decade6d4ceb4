import { Button, Group, Text } from '@mantine/core';
import type { Bundle } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { TickIcon } from '../../app/icons/icons.js';
import { isSameSet } from './scope-groups.js';
import type { ScopeName } from './scopes-query.js';

interface AccessLevelsProps {
  readonly bundles: readonly Bundle[];
  readonly value: readonly ScopeName[];
  readonly onChange: (value: ScopeName[]) => void;
}

/** The sets that most tokens need; the one that is chosen says what it means. */
export function AccessLevels({ bundles, value, onChange }: AccessLevelsProps) {
  const { t, i18n } = useTranslation('token-form');
  const language = i18n.language === 'id' ? 'id' : 'en';
  const current = bundles.find(({ scopes }) => value.length > 0 && isSameSet(scopes, value));
  return (
    <div>
      <Group gap="xs" role="group" aria-label={t('scopes.levels')}>
        {bundles.map((level) => (
          <Button key={level.bundle} size="xs" radius="xl" variant={level === current ? 'filled' : 'default'} aria-pressed={level === current} title={level.description[language]} {...(level === current && { leftSection: <TickIcon /> })} onClick={() => { onChange([...level.scopes]); }}>
            {level.title[language]}
          </Button>
        ))}
        <Button size="xs" radius="xl" variant="subtle" color="gray" c="dimmed" disabled={value.length === 0} onClick={() => { onChange([]); }}>{t('scopes.none')}</Button>
      </Group>
      <Text size="sm" c="dimmed" mt={6} mih="1.5em">{current?.description[language] ?? t(value.length === 0 ? 'scopes.advice' : 'scopes.own')}</Text>
    </div>
  );
}
