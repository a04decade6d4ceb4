import { Group, Text } from '@mantine/core';
import { GateIcon } from './icons/icons.js';
import classes from './brand.module.css';

/** @param workspace whose tokens these are; none before somebody is signed in */
export function Brand({ workspace }: { readonly workspace?: string }) {
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <span className={classes['mark']}><GateIcon /></span>
      <div className={classes['names']}>
        <Text fw={650} size="sm" lh={1.25}>{PRODUCT}</Text>
        {workspace !== undefined && <Text size="xs" c="dimmed" lh={1.3} truncate>{workspace}</Text>}
      </div>
    </Group>
  );
}

export const PRODUCT = 'Portcullis';
