import { Checkbox } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Status } from '../status.js';
import { CreatorCell, ExpiresCell, LastUsedCell, NameCell, ScopesCell } from './token-cells.js';
import classes from './token-table.module.css';

interface TokenRowProps {
  readonly token: ApiToken;
  /** In the whole list, from 0. */
  readonly index: number;
  readonly isSelected: boolean;
  /** The same at each call, or every row is made again while somebody scrolls; undefined: nothing may be selected. */
  readonly onToggle: ((id: string) => void) | undefined;
}

/** A row of the table; all are of one height, so that none has to be measured. */
export const TokenRow = memo(function TokenRow({ token, index, isSelected, onToggle }: TokenRowProps) {
  const { t } = useTranslation('tokens');
  const { id, name, status } = token;
  return (
    <tr aria-rowindex={index + 2} data-ended={['revoked', 'expired'].includes(status) || undefined} data-selected={isSelected || undefined}>
      {onToggle && (
        <td className={classes['box']}>
          <Checkbox size="xs" aria-label={t('list.select', { name })} checked={isSelected} disabled={status === 'revoked'} onChange={() => { onToggle(id); }} />
        </td>
      )}
      <td><NameCell token={token} /></td>
      <td><Status status={status} /></td>
      <td><ScopesCell token={token} /></td>
      <td><LastUsedCell token={token} /></td>
      <td><ExpiresCell token={token} /></td>
      <td><CreatorCell token={token} /></td>
    </tr>
  );
});
