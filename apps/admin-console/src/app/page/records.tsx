import { Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './records.module.css';

export interface RecordsColumn {
  readonly head: string;
  readonly isNumber?: boolean;
  /** Pixels; left out: its share of what is left. */
  readonly width?: number;
}

export interface RecordsRow {
  readonly key: string;
  /** One for each column; the first is what the row is of. */
  readonly cells: readonly ReactNode[];
}

interface RecordsProps {
  /** What they are, for whoever hears it. */
  readonly label: string;
  readonly columns: readonly RecordsColumn[];
  readonly rows: readonly RecordsRow[];
  /** Pixels under which the table scrolls by itself. */
  readonly minWidth: number;
  /** Narrow enough for a small telephone as it is. */
  readonly isNarrow?: boolean;
}

/** Rows as a table; on a small telephone each as a list of its own, so that nothing is cut or scrolled for. */
export function Records(props: RecordsProps) {
  const isSmall = useMediaQuery('(max-width: 40em)', undefined, { getInitialValueInEffect: false });
  return isSmall && props.isNarrow !== true ? <Cards {...props} /> : <InTable {...props} />;
}

function InTable({ label, columns, rows, minWidth }: RecordsProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': label } }}>
      <Table className={classes['table'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ head, isNumber, width }) => <Table.Th key={head} scope="col" {...(isNumber && { ta: 'right' })} {...(width !== undefined && { w: width })}>{head}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={400}>{first}</Table.Th>
              {others.map((cell, place) => <Table.Td key={columns[place + 1]?.head} {...(columns[place + 1]?.isNumber && { ta: 'right' })}>{cell}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cards({ label, columns, rows }: RecordsProps) {
  return (
    <ul className={`rows ${classes['cards'] ?? ''}`} aria-label={label}>
      {rows.map(({ key, cells: [first, ...others] }) => (
        <li key={key}>
          {first}
          <dl className={classes['cells']}>
            {others.map((cell, place) => (
              <div key={columns[place + 1]?.head} className={classes['cell']}>
                <dt>{columns[place + 1]?.head}</dt>
                <dd>{cell}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
