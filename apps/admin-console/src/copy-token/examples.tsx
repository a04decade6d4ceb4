import { Button, Code, CopyButton, Group, Select, Stack, Tabs, Text, TextInput, Title } from '@mantine/core';
import type { ApiToken } from '@portcullis/management-client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyIcon } from '../app/icons/icons.js';
import { baseUrlOf, callsFor, exampleIn, PROGRAM_LANGUAGES, type ProgramLanguage } from './example-calls.js';
import classes from './examples.module.css';

interface ExamplesProps {
  readonly token: string;
  readonly isRevealed: boolean;
  readonly apiToken: ApiToken;
}

/** A call that this very token may make, in several languages. Copied it is complete; shown it has the secret only while that is revealed. */
export function Examples({ token, isRevealed, apiToken: { scopes, prefix } }: ExamplesProps) {
  const { t } = useTranslation('copy-token');
  const calls = callsFor(scopes);
  const [path, setPath] = useState(calls[0].path);
  const call = calls.find((one) => one.path === path) ?? calls[0];
  const [base, setBase] = useState<string>();
  const baseUrl = base ?? baseUrlOf(location.origin, call.from);
  const url = baseUrl.replace(/\/+$/, '') + call.path;
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">{t('examples')}</Title>
      <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
        <TextInput label={t('baseUrl')} value={baseUrl} spellCheck={false} onChange={(event) => { setBase(event.currentTarget.value); }} />
        {calls.length > 1 && <Select label={t('call')} allowDeselect={false} data={calls.map((one) => ({ value: one.path, label: one.scope ?? one.path }))} value={path} onChange={(chosen) => { setPath(chosen ?? path); setBase(undefined); }} />}
      </Group>
      <Text size="sm" c="dimmed">{call.scope === undefined ? t('anyToken') : <>{t('forScope')} <Code>{call.scope}</Code></>}</Text>
      <Tabs defaultValue="curl" keepMounted={false}>
        <Tabs.List aria-label={t('examples')}>
          {Object.entries(PROGRAM_LANGUAGES).map(([key, name]) => <Tabs.Tab key={key} value={key}>{name}</Tabs.Tab>)}
        </Tabs.List>
        {languages.map((language) => (
          <Tabs.Panel key={language} value={language} pt="xs">
            <div className={classes['code']}>
              <pre className={classes['text']} tabIndex={0} aria-label={PROGRAM_LANGUAGES[language]}>{exampleIn[language](url, isRevealed ? token : `${prefix}…`)}</pre>
              <CopyButton value={exampleIn[language](url, token)}>
                {({ copied, copy }) => <Button className={classes['copy'] ?? ''} size="compact-sm" variant="default" leftSection={<CopyIcon />} onClick={copy}><span aria-live="polite">{t(copied ? 'app:copied' : 'copyCall')}</span></Button>}
              </CopyButton>
            </div>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Stack>
  );
}

const languages = Object.keys(PROGRAM_LANGUAGES) as ProgramLanguage[];
