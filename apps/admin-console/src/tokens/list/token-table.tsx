import { Checkbox, UnstyledButton } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { createColumnHelper, rowSelectionFeature, type RowSelectionState, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DownIcon, UpDownIcon, UpIcon } from '../../app/icons/icons.js';
import type { TokenSort } from './token-criteria.js';
import { TokenRow } from './token-row.js';
import classes from './token-table.module.css';
import type { ListProps } from './tokens-page.js';
import { useVirtualRows } from './use-virtual-rows.js';

const features = tableFeatures({ rowSelectionFeature, rowSortingFeature });
const helper = createColumnHelper<typeof features, ApiToken>();
const ROW_PX = 62;

/** `meta` would be one more type: which columns the service can sort by, their ids say. Their cells are TokenRow's. */
const columns = helper.columns([
  helper.accessor('name', { header: 'list.name' }),
  helper.accessor('status', { header: 'list.status', enableSorting: false }),
  helper.accessor('scopes', { header: 'list.scopes', enableSorting: false }),
  helper.accessor('lastUsedAt', { header: 'list.lastUsed', sortDescFirst: true }),
  helper.accessor('expiresAt', { header: 'list.expires' }),
  helper.accessor('createdAt', { header: 'list.created', sortDescFirst: true }),
]);

interface TokenTableProps extends ListProps {
  readonly sort: TokenSort;
  readonly onSort: (sort: TokenSort) => void;
}

/** The list on a screen with room for columns. Rows that are out of sight are not on the page. */
export function TokenTable({ tokens, selected, onSelect, onEndNear, sort, onSort }: TokenTableProps) {
  const { t } = useTranslation('tokens');
  const sorting = useMemo((): SortingState => [{ id: sort.replace('-', ''), desc: sort.startsWith('-') }], [sort]);
  const rowSelection = useMemo((): RowSelectionState => Object.fromEntries([...selected].map((id) => [id, true])), [selected]);
  const table = useTable({
    features,
    columns,
    data: useMemo(() => [...tokens], [tokens]),
    getRowId: ({ id }) => id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    enableRowSelection: ({ original }) => original.status !== 'revoked',
    state: { sorting, rowSelection },
    onSortingChange: (update) => {
      const [first] = typeof update === 'function' ? update(sorting) : update;
      if (first !== undefined) onSort(`${first.desc ? '-' : ''}${first.id}` as TokenSort);
    },
    onRowSelectionChange: (update) => {
      const chosen = typeof update === 'function' ? update(rowSelection) : update;
      onSelect?.(new Set(Object.keys(chosen).filter((id) => chosen[id] === true)));
    },
  });
  const { rows } = table.getRowModel();
  const toggle = useCallback((id: string) => { table.getRow(id).toggleSelected(); }, [table]);
  const { listRef, items, before, after } = useVirtualRows({ count: rows.length, rowPx: ROW_PX, onEndNear });
  const span = columns.length + (onSelect ? 1 : 0);
  return (
    <div className={`panel ${classes['frame'] ?? ''}`}>
      <table className={classes['table']} aria-rowcount={rows.length + 1} aria-label={t('list.title')}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {onSelect && (
                <th className={classes['box']} scope="col">
                  <Checkbox size="xs" aria-label={t('list.selectAll')} checked={table.getIsAllRowsSelected()} indeterminate={table.getIsSomeRowsSelected()} onChange={table.getToggleAllRowsSelectedHandler()} />
                </th>
              )}
              {group.headers.map(({ id, column }) => {
                const sorted = column.getIsSorted();
                const name = t(String(column.columnDef.header));
                return (
                  <th key={id} scope="col" data-column={id} aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}>
                    {column.getCanSort() ? (
                      <UnstyledButton className={classes['sort'] ?? ''} onClick={column.getToggleSortingHandler()}>
                        {name}
                        {sorted === false ? <UpDownIcon /> : sorted === 'asc' ? <UpIcon /> : <DownIcon />}
                      </UnstyledButton>
                    ) : (
                      name
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody ref={listRef}>
          {before > 0 && <tr aria-hidden="true"><td colSpan={span} className={classes['gap']} style={{ height: before }} /></tr>}
          {items.map(({ index, key }) => {
            const row = rows[index];
            return row && <TokenRow key={key} token={row.original} index={index} isSelected={row.getIsSelected()} onToggle={onSelect && toggle} />;
          })}
          {after > 0 && <tr aria-hidden="true"><td colSpan={span} className={classes['gap']} style={{ height: after }} /></tr>}
        </tbody>
      </table>
    </div>
  );
}
