import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The place of a page that is on its way. */
export function PageSkeleton() {
  return (
    <div className="page">
      <Skeleton height={32} width={220} mb="xl" />
      <RowsSkeleton />
    </div>
  );
}

export function RowsSkeleton() {
  const { t } = useTranslation('app');
  return (
    <Stack gap="sm" role="status" aria-label={t('loading')}>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => <Skeleton key={key} height={44} />)}
    </Stack>
  );
}
