import { ActionIcon, Menu, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../session/session.js';
import { useSignOut } from '../../session/sign-out.js';
import { DoorIcon, PersonIcon, ScreenIcon } from '../icons/icons.js';

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation('app');
  const { user } = useSession();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('account.title', { email: user.email })}>
          <PersonIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>{user.email}</Text>
          <Text size="xs">{t(`roles.${user.role}`)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/sessions" leftSection={<ScreenIcon />}>{t('account.sessions')}</Menu.Item>
        <Menu.Item leftSection={<DoorIcon />} onClick={() => { signOut.mutate(); }}>{t('account.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
