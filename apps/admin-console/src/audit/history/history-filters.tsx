import '@mantine/dates/styles.css';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import dayjs from 'dayjs';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutSecrets } from '../../api/without-secrets.js';
import { type AuditCriteria, EVENT_TYPES, isNarrowed, type Length, LENGTHS, NO_CRITERIA } from './audit-criteria.js';
import classes from './history.module.css';
import type { KnownPeople } from './known-people.js';

const AFTER_TYPING_MS = 350;
const CHOSEN = 'chosen';

interface FiltersProps {
  readonly criteria: AuditCriteria;
  readonly people: KnownPeople;
  readonly onChange: (changes: Partial<AuditCriteria>) => void;
}

/** Narrows the history. All of it stands in the address, so that what is found can be given to somebody. */
export function HistoryFilters({ criteria, people, onChange }: FiltersProps) {
  const { t } = useTranslation('audit');
  const emails = useId();
  return (
    <search className={classes['filters']}>
      <TimeFilter criteria={criteria} onChange={onChange} />
      <NativeSelect
        label={t('filters.type')}
        value={criteria.type}
        data={[{ value: '', label: t('filters.anyType') }, ...EVENT_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))]}
        onChange={({ currentTarget }) => { onChange({ type: currentTarget.value }); }}
      />
      <TypedFilter name="actor" list={emails} criteria={criteria} onChange={onChange} label={t('filters.actor')} placeholder={t('filters.anyActor')} />
      <datalist id={emails}>{people.emails.map((email) => <option key={email} value={email} />)}</datalist>
      <TypedFilter name="token" criteria={criteria} onChange={onChange} label={t('filters.token')} placeholder={t('filters.anyToken')} />
      <TypedFilter name="after" isNumber criteria={criteria} onChange={onChange} label={t('filters.after')} placeholder={t('filters.firstPosition')} />
      <TypedFilter name="before" isNumber criteria={criteria} onChange={onChange} label={t('filters.before')} placeholder={t('filters.lastPosition')} />
      {isNarrowed(criteria) && <Button className={classes['clear'] ?? ''} variant="subtle" onClick={() => { onChange(NO_CRITERIA); }}>{t('filters.clear')}</Button>}
    </search>
  );
}

/** As the picker has it; null: none, or no time at all. @param time RFC 3339 */
const localTime = (time: string): string | null => (time !== '' && dayjs(time).isValid() ? dayjs(time).format('YYYY-MM-DD HH:mm:ss') : null);

/** A length of time back from now, or two times. */
function TimeFilter({ criteria, onChange }: Omit<FiltersProps, 'people'>) {
  const { t, i18n } = useTranslation('audit');
  const { last, from, to } = criteria;
  const [isChosen, setIsChosen] = useState(from !== '' || to !== '');
  const choose = (value: string): void => {
    setIsChosen(value === CHOSEN);
    onChange({ last: Object.keys(LENGTHS).find((length): length is Length => length === value), ...(value !== CHOSEN && { from: '', to: '' }) });
  };
  const options = [{ value: '', label: t('filters.anyTime') }, ...Object.keys(LENGTHS).map((value) => ({ value, label: t(`lengths.${value}`) })), { value: CHOSEN, label: t('filters.chosenTime') }];
  const shown = last ?? (isChosen || from !== '' || to !== '' ? CHOSEN : '');
  return (
    <>
      <NativeSelect label={t('filters.time')} value={shown} data={options} onChange={({ currentTarget }) => { choose(currentTarget.value); }} />
      {shown === CHOSEN && (['from', 'to'] as const).map((name) => (
        <DateTimePicker
          key={name}
          label={t(`filters.${name}`)}
          placeholder={t('filters.pickTime')}
          locale={i18n.language}
          valueFormat="D MMM YYYY HH:mm"
          clearable
          clearButtonProps={{ 'aria-label': t('filters.clearOne', { label: t(`filters.${name}`) }) }}
          nextLabel={t('filters.next')}
          previousLabel={t('filters.previous')}
          submitButtonProps={{ 'aria-label': t('filters.take') }}
          value={localTime(criteria[name])}
          onChange={(value) => { onChange({ [name]: value === null ? '' : dayjs(value).toISOString(), last: undefined }); }}
        />
      ))}
    </>
  );
}

interface TypedFilterProps extends Omit<FiltersProps, 'people'> {
  readonly name: 'actor' | 'token' | 'after' | 'before';
  readonly label: string;
  readonly placeholder: string;
  readonly list?: string;
  readonly isNumber?: boolean;
}

/** Goes into the address once the typing pauses, and comes from there when somebody goes back. */
function TypedFilter({ name, criteria, onChange, label, placeholder, list, isNumber = false }: TypedFilterProps) {
  const value = criteria[name];
  const [typed, setTyped] = useState(value);
  const tell = useDebouncedCallback((text: string) => { onChange({ [name]: withoutSecrets(text.trim()) }); }, AFTER_TYPING_MS);
  useEffect(() => { setTyped(value); }, [value]);
  const type = (text: string): void => {
    const clean = isNumber ? text.replace(/\D/g, '') : text;
    setTyped(clean);
    tell(clean);
  };
  return <TextInput label={label} placeholder={placeholder} value={typed} autoComplete="off" spellCheck={false} {...(list !== undefined && { list })} {...(isNumber && { inputMode: 'numeric' })} onChange={(event) => { type(event.currentTarget.value); }} />;
}
