import { Input, List, Text } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ActiveIcon, WarningIcon } from '../../app/icons/icons.js';
import classes from './addresses-field.module.css';
import { checkAddresses, type LineNote } from './check-addresses.js';

const ROWS = { least: 4, most: 12 };

interface AddressesFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** Addresses, one a line or by commas, read while they are typed: what is wrong stands beside its line, and below in words. */
export function AddressesField({ value, onChange, error }: AddressesFieldProps) {
  const { t } = useTranslation('token-form');
  const gutter = useRef<HTMLDivElement>(null);
  const lines = value.split('\n');
  const notes = checkAddresses(value);
  const isWrong = notes.some(({ kind }) => kind === 'wrong');
  return (
    <Input.Wrapper id="allowed-addresses" label={t('addresses.title')} description={t('addresses.description')} error={error}>
      <div className={classes['box']} data-wrong={isWrong || undefined}>
        <div className={classes['gutter']} aria-hidden="true">
          <div ref={gutter}>
            {lines.map((_line, index) => <GutterLine key={index} line={index + 1} note={notes.find(({ line }) => line === index + 1)} />)}
          </div>
        </div>
        <textarea
          id="allowed-addresses"
          className={classes['text']}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          rows={Math.min(ROWS.most, Math.max(ROWS.least, lines.length))}
          value={value}
          placeholder={'203.0.113.7\n198.51.100.0/24\n2001:db8::/48'}
          aria-invalid={isWrong}
          aria-describedby={`allowed-addresses-description ${error === undefined ? '' : 'allowed-addresses-error '}allowed-addresses-notes`}
          onChange={(event) => { onChange(event.currentTarget.value); }}
          onScroll={({ currentTarget: { scrollTop } }) => { if (gutter.current) gutter.current.style.transform = `translateY(${String(-scrollTop)}px)`; }}
        />
      </div>
      <Notes notes={notes} isEmpty={value.trim() === ''} />
    </Input.Wrapper>
  );
}

function GutterLine({ line, note }: { readonly line: number; readonly note: LineNote | undefined }) {
  return <div className={classes['line']} data-kind={note?.kind}>{note === undefined ? line : <WarningIcon />}</div>;
}

function Notes({ notes, isEmpty }: { readonly notes: readonly LineNote[]; readonly isEmpty: boolean }) {
  const { t, i18n } = useTranslation('token-form');
  return (
    <div id="allowed-addresses-notes" aria-live="polite">
      {notes.length === 0 && (
        <Text size="sm" c="dimmed" mt={6} className={classes['note'] ?? ''}>{!isEmpty && <span className={classes['good']}><ActiveIcon /></span>}{t(isEmpty ? 'addresses.any' : 'addresses.good')}</Text>
      )}
      {notes.length > 0 && <List listStyleType="none" size="sm" mt={6} spacing={4}>
        {notes.map(({ line, kind, entry, message }) => (
          <List.Item key={line} c={`var(--console-${kind === 'wrong' ? 'bad' : 'warn'})`}>
            <strong>{t('addresses.line', { line })}</strong>{' '}
            {kind === 'wide' ? t('addresses.wide', { entry }) : <>{i18n.language !== 'en' && `${t('addresses.wrong', { entry })} `}<span lang="en">{message}</span></>}
          </List.Item>
        ))}
      </List>}
    </div>
  );
}
