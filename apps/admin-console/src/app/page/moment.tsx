import { Tooltip } from '@mantine/core';
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import { exact, relative } from '../../i18n/times.js';

/** Whether times below are told exactly: where what was is told, “10 minutes ago” would be ten minutes before now. */
export const ExactMoments = createContext(false);

interface MomentProps {
  /** RFC 3339. */
  readonly at: string;
  /** In rows without end, where a place to stop for each time is too many: exact on hover alone. */
  readonly isPlain?: boolean;
}

/** A time as a person says it; the exact one on hover and on focus. */
export function Moment({ at, isPlain = false }: MomentProps) {
  const { i18n } = useTranslation();
  const told = exact(at, i18n.language);
  if (use(ExactMoments)) return <time dateTime={at}>{told}</time>;
  if (isPlain) return <time dateTime={at} title={told}>{relative(at)}</time>;
  return (
    <Tooltip label={told}>
      <time dateTime={at} title={told} tabIndex={0}>{relative(at)}</time>
    </Tooltip>
  );
}
