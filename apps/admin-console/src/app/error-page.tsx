import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useRevalidator, useRouteError } from 'react-router';
import { FailureNotice } from './page/failure-notice.js';
import { Page } from './page/page.js';

/** In the place of a page that could not be shown. */
export function ErrorPage() {
  const { t } = useTranslation('app');
  const error = useRouteError();
  const queries = useQueryClient();
  const { revalidate } = useRevalidator();
  const again = (): void => {
    void queries.resetQueries().then(() => revalidate());
  };
  return (
    <Page title={t('broken.title')} actions={<Button variant="default" onClick={() => { location.reload(); }}>{t('broken.reload')}</Button>}>
      <FailureNotice error={error} onRetry={again} />
    </Page>
  );
}
