import { Alert, type AlertProps } from '@mantine/core';
import { WarningIcon } from '../icons/icons.js';

const READABLE = { title: { color: 'var(--console-warn)' }, icon: { color: 'var(--console-warn)' } };

/** Something to think about before going on; nothing has failed. */
export function Caution(props: Pick<AlertProps, 'title' | 'children' | 'role'>) {
  return <Alert color="yellow" variant="light" icon={<WarningIcon />} styles={READABLE} {...props} />;
}
