import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './evidence.module.css';

/** Text to take along, as it is. @param name what it is, for who cannot see it */
export function Copyable({ text, name }: { readonly text: string; readonly name: string }) {
  const { t } = useTranslation('app');
  return (
    <div className={classes['copyable']}>
      <pre tabIndex={0} aria-label={name}>{text}</pre>
      <CopyButton value={text}>
        {({ copied, copy }) => <Button size="compact-sm" variant="default" onClick={copy} aria-label={`${t(copied ? 'copied' : 'copy')}: ${name}`}>{t(copied ? 'copied' : 'copy')}</Button>}
      </CopyButton>
    </div>
  );
}
