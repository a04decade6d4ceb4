import type { TokenEvent } from '@portcullis/management-client';
import { useTranslation } from 'react-i18next';
import classes from './history.module.css';

/** What was, and what is. */
export function Changes({ changes }: { readonly changes: TokenEvent['changes'] }) {
  const { t, i18n } = useTranslation('audit');
  return (
    <table className={classes['changes']}>
      <thead>
        <tr><th scope="col">{t('changes.member')}</th><th scope="col">{t('changes.before')}</th><th scope="col">{t('changes.after')}</th></tr>
      </thead>
      <tbody>
        {changes.map(({ member, before, after }) => (
          <tr key={member}>
            <th scope="row">{i18n.exists(`audit:members.${member}`) ? t(`members.${member}`) : member}</th>
            <td><Value value={before} /></td>
            <td><Value value={after} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { readonly value: unknown }) {
  const { t } = useTranslation('audit');
  if (value === null || value === undefined) return <span className={classes['none']}>{t('changes.none')}</span>;
  if (Array.isArray(value)) return value.length === 0 ? <span className={classes['none']}>{t('changes.empty')}</span> : <>{value.map(String).join(', ')}</>;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}
