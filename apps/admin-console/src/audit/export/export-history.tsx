import { Alert, Button, Group, NativeSelect, Progress as Bar, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutSecrets } from '../../api/without-secrets.js';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { useSession } from '../../session/session.js';
import classes from '../evidence/evidence.module.css';
import { CutFile, type Format, nameOf, type Progress } from './history-file.js';
import { useExport } from './use-export.js';

/** The history of the workspace, or of one token, as a file. */
export function ExportHistory() {
  const { t } = useTranslation('audit');
  const { workspace } = useSession();
  const [format, setFormat] = useState<Format>('ndjson');
  const [tokenId, setTokenId] = useState('');
  const { state, start, stop } = useExport();
  const wished = { format, workspaceId: workspace.id, tokenId: withoutSecrets(tokenId.trim()) };
  const isRunning = state.is === 'running';
  return (
    <section className={`panel ${classes['section'] ?? ''}`} aria-labelledby="export">
      <div>
        <Title order={2} id="export">{t('export.title')}</Title>
        <Text size="sm" c="dimmed" maw="70ch">{t('export.what')}</Text>
      </div>
      <Group align="flex-end" gap="sm">
        <NativeSelect label={t('export.format')} value={format} disabled={isRunning} data={[{ value: 'ndjson', label: t('export.ndjson') }, { value: 'csv', label: t('export.csv') }]} onChange={({ currentTarget }) => { setFormat(currentTarget.value === 'csv' ? 'csv' : 'ndjson'); }} />
        <TextInput label={t('export.token')} placeholder={t('export.all')} value={tokenId} disabled={isRunning} autoComplete="off" spellCheck={false} onChange={(event) => { setTokenId(event.currentTarget.value); }} />
        {isRunning ? <Button variant="default" onClick={stop}>{t('export.stop')}</Button> : <Button onClick={() => { start(wished); }}>{t('export.start')}</Button>}
      </Group>
      {state.is === 'running' && <Running progress={state.progress} />}
      {state.is === 'done' && <Alert role="status" color="teal" variant="light" title={t('export.done', { name: nameOf(state.wished) })}><Figures progress={state.progress} /></Alert>}
      {state.is === 'stopped' && <Text size="sm" role="status">{t('export.stopped')}</Text>}
      {state.is === 'failed' && (state.error instanceof CutFile ? <Alert role="alert" color="red" variant="outline" title={t('export.cut')}>{t('export.again')}</Alert> : <FailureNotice error={state.error} />)}
    </section>
  );
}

function Running({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation('audit');
  const { events, of } = progress;
  const percent = of === undefined || of === 0 ? 100 : Math.min(100, (events / of) * 100);
  return (
    <div>
      <Bar.Root size="lg">
        <Bar.Section value={percent} animated={of === undefined} aria-label={t('export.progress')} />
      </Bar.Root>
      <Text size="sm" mt={4} component="div"><Figures progress={progress} /></Text>
    </div>
  );
}

function Figures({ progress: { events, bytes, of } }: { readonly progress: Progress }) {
  const { t, i18n } = useTranslation('audit');
  const figure = (value: number): string => value.toLocaleString(i18n.language);
  const size = new Intl.NumberFormat(i18n.language, { style: 'unit', unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte', maximumFractionDigits: 1 }).format(bytes < 1_000_000 ? bytes / 1_000 : bytes / 1_000_000);
  return <>{of === undefined ? t('export.events', { count: events, figure: figure(events) }) : t('export.eventsOf', { figure: figure(events), whole: figure(of) })}{' · '}{size}</>;
}
