import { Badge, Checkbox, Group, Text } from '@mantine/core';
import type { Scope } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import classes from './resource-scopes.module.css';
import type { ScopeGroup } from './scope-groups.js';
import type { ScopeName } from './scopes-query.js';

interface ResourceScopesProps {
  readonly group: ScopeGroup;
  readonly value: readonly ScopeName[];
  readonly onChoose: (scopes: readonly ScopeName[], isChosen: boolean) => void;
}

/** The scopes of one resource, and all of them at once. */
export function ResourceScopes({ group: { resource, scopes }, value, onChoose }: ResourceScopesProps) {
  const { t, i18n } = useTranslation('token-form');
  const named = i18n.exists(`token-form:resources.${resource}`) ? t(`resources.${resource}`) : resource;
  const own = scopes.map(({ scope }) => scope);
  const count = own.filter((scope) => value.includes(scope)).length;
  return (
    <fieldset className={classes['resource']}>
      <legend className={classes['legend']}>{named}</legend>
      {scopes.length > 1 && (
        <Checkbox className={classes['all'] ?? ''} size="xs" label={t('scopes.all')} aria-label={t('scopes.allOf', { resource: named })} checked={count === own.length} indeterminate={count > 0 && count < own.length} onChange={(event) => { onChoose(own, event.currentTarget.checked); }} />
      )}
      <div className={classes['scopes']}>
        {scopes.map((scope) => <ScopeChoice key={scope.scope} scope={scope} isChosen={value.includes(scope.scope)} onChoose={(isChosen) => { onChoose([scope.scope], isChosen); }} />)}
      </div>
    </fieldset>
  );
}

function ScopeChoice({ scope, isChosen, onChoose }: { readonly scope: Scope; readonly isChosen: boolean; readonly onChoose: (isChosen: boolean) => void }) {
  const { t, i18n } = useTranslation('token-form');
  const language = i18n.language === 'id' ? 'id' : 'en';
  return (
    <Checkbox
      size="sm"
      checked={isChosen}
      onChange={(event) => { onChoose(event.currentTarget.checked); }}
      label={
        <Group component="span" gap={6}>
          <Text span size="sm" fw={550}>{scope.title[language]}</Text>
          <Text span c="dimmed" className="mono">{scope.scope}</Text>
          {scope.class === 'special' && <Badge component="span" size="sm" variant="outline" tt="none" color="var(--console-warn)">{t('scopes.special')}</Badge>}
        </Group>
      }
      description={scope.description[language]}
    />
  );
}
