import { Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Brand, PRODUCT } from '../app/brand.js';
import { Preferences } from '../app/shell/preferences.js';
import classes from './entrance.module.css';

/** The frame of what is shown before anybody is in. */
export function Entrance({ title, intro, children }: { readonly title: string; readonly intro: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ${PRODUCT}`;
  }, [title]);
  return (
    <div className={classes['ground']}>
      <Group component="header" justify="space-between" p="md">
        <Brand />
        <Group gap={4}><Preferences /></Group>
      </Group>
      <Center component="main" className={classes['main'] ?? ''}>
        <Paper className="panel" p={{ base: 'lg', sm: 36 }} w="100%" maw={420} shadow="sm">
          <Stack gap={4} mb="lg">
            <Title order={1} size="h2" fz="1.5rem">{title}</Title>
            <Text c="dimmed" size="sm">{intro}</Text>
          </Stack>
          {children}
        </Paper>
      </Center>
    </div>
  );
}
