import '@mantine/dates/styles.css';
import 'dayjs/locale/id';
import { DateInput } from '@mantine/dates';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';

interface MomentFieldProps {
  readonly label: string;
  readonly description?: string;
  /** RFC 3339; null: none. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

const FORMAT = 'YYYY-MM-DD HH:mm:ss';
/** What was typed so far of a moment is none yet: 2026-1 would be read as January. */
const WRITTEN = /^\d{4}-\d{2}-\d{2}([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/;

function parsed(written: string): string | null {
  const moment = dayjs(written.trim());
  return WRITTEN.test(written.trim()) && moment.format('YYYY-MM-DD') === written.trim().slice(0, 10) ? moment.format(FORMAT) : null;
}

/** A moment, to the second, by the reader's clock: typed, or its day chosen. */
export function MomentField({ label, description, value, onChange }: MomentFieldProps) {
  const { t, i18n } = useTranslation('token-form');
  return (
    <DateInput
      withTime
      clearable
      allowDeselect={false}
      w={{ base: '100%', xs: 260 }}
      label={label}
      description={description}
      placeholder={t('moment.form')}
      autoComplete="off"
      valueFormat={FORMAT}
      dateParser={parsed}
      locale={i18n.language}
      maxDate={dayjs().endOf('day').format(FORMAT)}
      value={value === null ? null : dayjs(value).format(FORMAT)}
      onChange={(chosen) => { onChange(chosen === null ? null : dayjs(chosen).toISOString()); }}
      clearButtonProps={{ 'aria-label': t('moment.clear') }}
      ariaLabels={{ previousMonth: t('expiry.previousMonth'), nextMonth: t('expiry.nextMonth'), previousYear: t('expiry.previousYear'), nextYear: t('expiry.nextYear'), previousDecade: t('expiry.previousYear'), nextDecade: t('expiry.nextYear'), monthLevelControl: t('expiry.months'), yearLevelControl: t('expiry.years') }}
    />
  );
}
