import { Button, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { RowsSkeleton } from '../../app/page/page-skeleton.js';
import { exact, relative } from '../../i18n/times.js';
import { Copyable } from './copyable.js';
import { keptQuery } from './evidence.js';
import classes from './evidence.module.css';

/** What was signed before, as the service kept it. */
export function KeptCheckpoints() {
  const { t, i18n } = useTranslation('audit');
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(keptQuery);
  const kept = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section aria-labelledby="kept">
      <Title order={2} id="kept" mb="sm">{t('kept.title')}</Title>
      {error !== null && <FailureNotice error={error} />}
      {isPending && <RowsSkeleton />}
      {data !== undefined && kept.length === 0 && <Text size="sm" c="dimmed">{t('kept.none')}</Text>}
      {kept.length > 0 && (
        <ul className="panel rows">
          {kept.map(({ size, signedAt, note }) => (
            <li key={size}>
              <details className={classes['kept'] ?? ''}>
                <summary>
                  <span>{t('checkpoint.of', { count: size, figure: size.toLocaleString(i18n.language) })}</span>
                  <time dateTime={signedAt} title={exact(signedAt, i18n.language)}>{t('kept.signed', { time: relative(signedAt) })}</time>
                </summary>
                <Copyable name={t('kept.note', { size })} text={note} />
              </details>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('kept.older')}</Button>}
    </section>
  );
}
