import type { TokenEvent } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import { exact } from '../i18n/times.js';
import classes from './changed-members.module.css';
import { listDifference } from './list-difference.js';

type Change = TokenEvent['changes'][number];
/** Members that are times; all else is told as it is. */
const TIMES = new Set(['expiresAt', 'notBefore']);

/** Each member that was changed: of lists what came and went, of all else before and after. @param isFirst there was nothing before */
export function ChangedMembers({ changes, isFirst = false }: { readonly changes: readonly Change[]; readonly isFirst?: boolean }) {
  const { t, i18n } = useTranslation('token-history');
  return (
    <dl className={classes['changes']}>
      {changes.map(({ member, before, after }) => (
        <div key={member} className={classes['change']}>
          <dt className={classes['name']}>{i18n.exists(`token-history:members.${member}`) ? t(`members.${member}`) : member}</dt>
          <dd className={classes['value']}>{isFirst ? <Given member={member} value={after} /> : <Difference member={member} before={before} after={after} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Given({ member, value }: { readonly member: string; readonly value: unknown }) {
  const several = listDifference(null, value)?.added;
  return several ? <span>{several.join(', ')}</span> : <Value member={member} value={value} />;
}

function Difference({ member, before, after }: Change) {
  const { t } = useTranslation('token-history');
  const difference = listDifference(before, after);
  if (difference === undefined) return <span><del><Value member={member} value={before} /></del> <span className={classes['to']}>→</span> <ins><Value member={member} value={after} /></ins></span>;
  const { added, removed } = difference;
  return (
    <ul className={classes['list']}>
      {removed.map((one) => <li key={one}><del>{one}</del> <span className={classes['what']}>{t('removed')}</span></li>)}
      {added.map((one) => <li key={one}><ins>{one}</ins> <span className={classes['what']}>{t('added')}</span></li>)}
      {Array.isArray(after) && after.length === 0 && <li>{t(member === 'allowedIps' ? 'anywhere' : 'nothing')}</li>}
    </ul>
  );
}

function Value({ member, value }: { readonly member: string; readonly value: unknown }) {
  const { t, i18n } = useTranslation('token-history');
  if (value === null || value === '') return t(member === 'expiresAt' ? 'never' : 'nothing');
  if (typeof value !== 'string') return JSON.stringify(value);
  return TIMES.has(member) ? exact(value, i18n.language) : value;
}
