import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigation } from './navigation.js';

/** The navigation on a screen that has no room for it beside the page. */
export default function NavigationDrawer({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Drawer opened={isOpen} onClose={onClose} size={280} title={t('navigation')} closeButtonProps={{ 'aria-label': t('close') }}>
      <nav aria-label={t('navigation')}>
        <Navigation onGo={onClose} />
      </nav>
    </Drawer>
  );
}
