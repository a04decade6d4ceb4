import { Button, Group, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../app/page/failure-notice.js';
import { Moment } from '../../app/page/moment.js';
import { readNote } from './checkpoint-note.js';
import { Copyable } from './copyable.js';
import { checkpointQuery, signNow } from './evidence.js';
import classes from './evidence.module.css';

/** What was signed last; a new one is signed when asked for. */
export function CurrentCheckpoint() {
  const { t, i18n } = useTranslation('audit');
  const queries = useQueryClient();
  const { data: note, error } = useQuery(checkpointQuery);
  const sign = useMutation({
    mutationFn: signNow,
    onSuccess: (signed) => {
      queries.setQueryData(checkpointQuery.queryKey, signed);
      return queries.invalidateQueries({ queryKey: ['audit', 'checkpoints'] });
    },
  });
  const read = note === undefined ? undefined : readNote(note);
  const failure = sign.error ?? error;
  return (
    <section className={`panel ${classes['section'] ?? ''}`} aria-labelledby="checkpoint">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} id="checkpoint">{t('checkpoint.title')}</Title>
          <Text size="sm" c="dimmed" maw="70ch">{t('checkpoint.what')}</Text>
        </div>
        <Button variant="default" loading={sign.isPending} onClick={() => { sign.mutate(); }}>{t('checkpoint.sign')}</Button>
      </Group>
      {failure !== null && <FailureNotice error={failure} />}
      {read && (
        <Text size="sm" component="div" role="status">
          {t('checkpoint.of', { count: read.size, figure: read.size.toLocaleString(i18n.language) })}
          {read.time !== undefined && <>{' · '}{t('checkpoint.newest')} <Moment at={read.time} /></>}
        </Text>
      )}
      {note !== undefined && <Copyable name={t('checkpoint.note')} text={note} />}
    </section>
  );
}
