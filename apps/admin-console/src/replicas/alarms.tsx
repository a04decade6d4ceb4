import { Code, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../app/icons/icons.js';
import { Moment } from '../app/page/moment.js';
import classes from './replicas.module.css';
import type { Alarm } from './service-health.js';

/** Of token-service, as they are raised now. */
export function Alarms({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t, i18n } = useTranslation('replicas');
  return (
    <section aria-labelledby="alarms">
      <Title order={2} id="alarms" mb="sm">{t('alarms.title')}</Title>
      <ul className={`panel rows ${classes['alarms'] ?? ''}`}>
        {alarms.map(({ code, since, details }) => (
          <li key={code}>
            <span className="status" data-tone="bad"><WarningIcon />{code}</span>
            <Text size="sm">{i18n.exists(`replicas:alarms.codes.${code}`) ? t(`alarms.codes.${code}`) : t('alarms.other')}</Text>
            <Text size="sm" c="dimmed" component="div">{t('alarms.since')} <Moment at={since} /></Text>
            {Object.keys(details).length > 0 && <Code block>{JSON.stringify(details, null, 1)}</Code>}
          </li>
        ))}
      </ul>
    </section>
  );
}
