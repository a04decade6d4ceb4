import '@mantine/dates/styles.css';
import 'dayjs/locale/id';
import { Chip, Group, Input, Stack, Text } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useSuspenseQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../../app/icons/icons.js';
import { exact } from '../../i18n/times.js';
import { workspaceQuery } from '../workspace-query.js';
import { allowedPresets, type Expiry, expiresAtOf } from './expiry.js';

interface ExpiryFieldProps {
  readonly value: Expiry;
  readonly onChange: (value: Expiry) => void;
  readonly error?: string | undefined;
  /** When the token ends as it is, null: never; absent where there is no token yet. */
  readonly kept?: string | null;
}

/** When a token ends: so many days from now, at the end of a day, or never where the workspace allows that. */
export function ExpiryField({ value, onChange, error, kept }: ExpiryFieldProps) {
  const { t, i18n } = useTranslation('token-form');
  const { maximumTokenLifetimeDays: maximum } = useSuspenseQuery(workspaceQuery).data;
  const id = useId();
  const expiresAt = expiresAtOf(value, new Date());
  const choose = (choice: string | string[]): void => {
    if (choice === 'kept') onChange({ kind: 'kept', expiresAt: kept ?? null });
    else if (choice === 'never') onChange({ kind: 'never' });
    else if (choice === 'date') onChange({ kind: 'date', date: null });
    else onChange({ kind: 'days', days: Number(choice) });
  };
  return (
    <Stack gap={6} role="group" aria-labelledby={id}>
      <Input.Label component="div" id={id}>{t('expiry.title')}</Input.Label>
      <Chip.Group value={value.kind === 'days' ? String(value.days) : value.kind} onChange={choose}>
        <Group gap="xs">
          {kept !== undefined && <Chip value="kept">{t('expiry.kept')}</Chip>}
          {allowedPresets(maximum).map((days) => <Chip key={days} value={String(days)}>{t('expiry.days', { count: days })}</Chip>)}
          <Chip value="date">{t('expiry.date')}</Chip>
          {maximum === null && <Chip value="never">{t('expiry.never')}</Chip>}
        </Group>
      </Chip.Group>
      {value.kind === 'date' && (
        <DatePickerInput
          mt={6}
          maw={280}
          label={t('expiry.lastDay')}
          placeholder={t('expiry.choose')}
          valueFormat="D MMMM YYYY"
          locale={i18n.language}
          minDate={dayjs().format('YYYY-MM-DD')}
          {...(maximum !== null && { maxDate: dayjs().add(maximum - 1, 'day').format('YYYY-MM-DD') })}
          value={value.date}
          onChange={(date) => { onChange({ kind: 'date', date }); }}
          ariaLabels={{ previousMonth: t('expiry.previousMonth'), nextMonth: t('expiry.nextMonth'), previousYear: t('expiry.previousYear'), nextYear: t('expiry.nextYear'), previousDecade: t('expiry.previousYear'), nextDecade: t('expiry.nextYear'), monthLevelControl: t('expiry.months'), yearLevelControl: t('expiry.years') }}
        />
      )}
      {error !== undefined && <Input.Error role="alert">{error}</Input.Error>}
      {typeof expiresAt === 'string' && <Text size="sm" c="dimmed">{t('expiry.ends', { time: exact(expiresAt, i18n.language) })}</Text>}
      {expiresAt === null && <Group gap={6} c="var(--console-warn)" wrap="nowrap"><WarningIcon /><Text size="sm">{t('expiry.neverMeans')}</Text></Group>}
      {maximum !== null && <Text size="sm" c="dimmed">{t('expiry.maximum', { count: maximum })}</Text>}
    </Stack>
  );
}
