import { Button, Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { KeyIcon, SearchIcon } from '../../app/icons/icons.js';
import { EmptyState } from '../../app/page/empty-state.js';
import { useMay } from '../../session/session.js';
import classes from './no-tokens.module.css';

/** Before the first token: what one is, and how it is used. */
export function NoTokens() {
  const { t } = useTranslation('tokens');
  const may = useMay();
  return (
    <EmptyState icon={<KeyIcon />} title={t('empty.title')} actions={may('apiAccessCreate') && <Button component={Link} to="/tokens/new" mt="sm">{t('empty.create')}</Button>}>
      <p>{t('empty.what')}</p>
      <ol className={classes['steps']}>
        <li>{t('empty.issue')}</li>
        <li>
          {t('empty.call')} <Code>Authorization: Bearer pcl_live_…</Code>
        </li>
        <li>{t('empty.revoke')}</li>
      </ol>
    </EmptyState>
  );
}

export function NothingFound({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation('tokens');
  return (
    <EmptyState icon={<SearchIcon />} title={t('nothing.title')} actions={<Button variant="default" mt="sm" onClick={onClear}>{t('nothing.clear')}</Button>}>
      {t('nothing.why')}
    </EmptyState>
  );
}
