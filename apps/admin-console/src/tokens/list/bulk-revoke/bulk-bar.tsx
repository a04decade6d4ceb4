import { Button, Group, Text } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RevokedIcon } from '../../../app/icons/icons.js';
import classes from './bulk-bar.module.css';

/** Loaded when it is first needed. */
const RevokeDialog = lazy(() => import('./revoke-dialog.js'));

interface BulkBarProps {
  readonly tokens: readonly ApiToken[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

/** What can be done with what is selected; in sight as long as anything is. */
export function BulkBar({ tokens, selected, onSelect }: BulkBarProps) {
  const { t } = useTranslation('tokens');
  const [meant, setMeant] = useState<readonly ApiToken[]>();
  const [wasMeant, setWasMeant] = useState(false);
  const ask = (): void => {
    setWasMeant(true);
    setMeant(tokens.filter(({ id }) => selected.has(id)));
  };
  const clear = (): void => { onSelect(new Set()); };
  return (
    <>
      {selected.size > 0 && (
        <Group className={classes['bar'] ?? ''} role="region" aria-label={t('bulk.title')} justify="space-between" gap="sm">
          <Text size="sm" fw={600} role="status">{t('bulk.selected', { count: selected.size })}</Text>
          <Group gap="xs">
            <Button variant="default" size="xs" onClick={clear}>{t('bulk.clear')}</Button>
            <Button color="red.9" size="xs" leftSection={<RevokedIcon />} onClick={ask}>{t('bulk.revoke')}</Button>
          </Group>
        </Group>
      )}
      <Suspense>{wasMeant && <RevokeDialog tokens={meant} onClose={() => { setMeant(undefined); }} onRevoked={clear} />}</Suspense>
    </>
  );
}
