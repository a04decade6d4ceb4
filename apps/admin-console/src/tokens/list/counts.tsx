import { UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import classes from './counts.module.css';
import type { Criteria } from './token-criteria.js';
import { tokenCountsQuery } from './token-list.js';

const ORDER = ['active', 'pending', 'disabled', 'expired', 'revoked'] as const;

interface CountsProps {
  readonly criteria: Criteria;
  readonly onChange: (changes: Partial<Criteria>) => void;
}

/** How many tokens there are of each status; each number narrows the list to its own. */
export function Counts({ criteria, onChange }: CountsProps) {
  const { t, i18n } = useTranslation('tokens');
  const { data } = useQuery({ ...tokenCountsQuery(criteria), placeholderData: keepPreviousData });
  const told = (count: number | undefined): string => (count === undefined ? '–' : new Intl.NumberFormat(i18n.language).format(count) + (data?.isComplete === false ? '+' : ''));
  const choices = [{ status: undefined, count: data?.total }, ...ORDER.map((status) => ({ status, count: data?.byStatus[status] }))] as const;
  return (
    <div role="group" aria-label={t('list.byStatus')} className={classes['counts']}>
      {choices.map(({ status, count }) => (
        <UnstyledButton key={status ?? 'all'} className={classes['count'] ?? ''} aria-pressed={criteria.status === status} onClick={() => { onChange({ status }); }}>
          <span className={classes['number']}>{told(count)}</span>
          <span className={classes['word']}>{status === undefined ? t('list.all') : t(`status.${status}`)}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
