import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { GateIcon } from './icons/icons.js';
import { EmptyState } from './page/empty-state.js';
import { Page } from './page/page.js';

export function Component() {
  const { t } = useTranslation('app');
  return (
    <Page title={t('missing.title')}>
      <EmptyState icon={<GateIcon />} title={t('missing.what')} actions={<Button component={Link} to="/" mt="sm">{t('missing.back')}</Button>}>
        {t('missing.why')}
      </EmptyState>
    </Page>
  );
}
