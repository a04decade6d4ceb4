import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { useSession } from '../../session/session.js';
import { Copyable } from './copyable.js';
import { keyQuery } from './evidence.js';
import classes from './evidence.module.css';

/** As commands to copy; the file's name is the one that the export has. */
export function HowToVerify() {
  const { t } = useTranslation('audit');
  const { workspace } = useSession();
  const { data: key, error } = useQuery(keyQuery);
  const file = `history-${workspace.id}.ndjson`;
  return (
    <section className={`panel ${classes['section'] ?? ''}`} aria-labelledby="verify">
      <div>
        <Title order={2} id="verify">{t('verify.title')}</Title>
        <Text size="sm" c="dimmed" maw="70ch">{t('verify.what')}</Text>
      </div>
      {error !== null && <FailureNotice error={error} />}
      {key !== undefined && (
        <ol className={classes['steps']}>
          <li>
            <Text size="sm">{t('verify.key')}</Text>
            <Copyable name={t('verify.keyName')} text={key.trim()} />
          </li>
          <li>
            <Text size="sm">{t('verify.check')}</Text>
            <Copyable name={t('verify.checkName')} text={`npm run -s portcullis -- verify ${file} --key '${key.trim()}'`} />
          </li>
          <li>
            <Text size="sm">{t('verify.keep')}</Text>
            <Copyable name={t('verify.keepName')} text="npm run -s portcullis -- checkpoint --out kept.checkpoint" />
          </li>
          <li>
            <Text size="sm">{t('verify.compare')}</Text>
            <Copyable name={t('verify.compareName')} text={`npm run -s portcullis -- verify ${file} --key '${key.trim()}' --previous kept.checkpoint`} />
          </li>
        </ol>
      )}
    </section>
  );
}
