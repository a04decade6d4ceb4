import { Alert, Button, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ApiToken } from '@portcullis/management-client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PlusIcon } from '../../app/icons/icons.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { Page } from '../../app/page/page.js';
import { RowsSkeleton } from '../../app/page/page-skeleton.js';
import { useMay } from '../../session/session.js';
import { BulkBar } from './bulk-revoke/bulk-bar.js';
import { Counts } from './counts.js';
import { Filters } from './filters.js';
import { NoTokens, NothingFound } from './no-tokens.js';
import { TokenCards } from './token-cards.js';
import { type Criteria, isNarrowed, useCriteria } from './token-criteria.js';
import { tokenListQuery } from './token-list.js';
import { TokenTable } from './token-table.js';

/** Every token that the person may see, the expired and the revoked ones too. */
export function Component() {
  const { t } = useTranslation('tokens');
  const [criteria, change] = useCriteria();
  const may = useMay();
  return (
    <Page
      title={t('list.title')}
      description={t('list.description')}
      actions={may('apiAccessCreate') && <Button component={Link} to="/tokens/new" leftSection={<PlusIcon />}>{t('list.create')}</Button>}
    >
      <Stack gap="md">
        <Counts criteria={criteria} onChange={change} />
        <Filters criteria={criteria} onChange={change} />
        <List key={JSON.stringify(criteria)} criteria={criteria} onChange={change} />
      </Stack>
    </Page>
  );
}

/** What a list of rows and one of cards are given alike. */
export interface ListProps {
  readonly tokens: readonly ApiToken[];
  /** By id. */
  readonly selected: ReadonlySet<string>;
  /** undefined: nothing may be selected. */
  readonly onSelect: ((selected: ReadonlySet<string>) => void) | undefined;
  /** Told when the end of what is loaded comes near. */
  readonly onEndNear: () => void;
}

interface CriteriaProps {
  readonly criteria: Criteria;
  readonly onChange: (changes: Partial<Criteria>) => void;
}

function List({ criteria, onChange }: CriteriaProps) {
  const { t } = useTranslation('tokens');
  const mayRevoke = useMay()('apiAccessRevoke');
  const isNarrow = useMediaQuery('(max-width: 40em)', undefined, { getInitialValueInEffect: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(tokenListQuery(criteria));
  if (isPending) return <RowsSkeleton />;
  if (data === undefined) return <FailureNotice error={error} onRetry={() => void refetch()} />;
  const tokens = data.pages.flatMap((page) => page.data);
  if (tokens.length === 0) return isNarrowed(criteria) ? <NothingFound onClear={() => { onChange({ q: '', status: undefined, scope: undefined, kind: undefined, creator: '' }); }} /> : <NoTokens />;
  const list: ListProps = {
    tokens,
    selected,
    onSelect: mayRevoke ? setSelected : undefined,
    onEndNear: () => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage(); },
  };
  return (
    <>
      {error && <FailureNotice error={error} onRetry={() => void fetchNextPage()} />}
      <BulkBar tokens={tokens} selected={selected} onSelect={setSelected} />
      {isNarrow ? <TokenCards {...list} /> : <TokenTable {...list} sort={criteria.sort} onSort={(sort) => { onChange({ sort }); }} />}
      {isFetchingNextPage && <Alert role="status" variant="transparent" ta="center">{t('list.more')}</Alert>}
    </>
  );
}
