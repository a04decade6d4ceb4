import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, LANGUAGES } from '../../i18n/i18n.js';
import { GlobeIcon, MoonIcon, ScreenIcon, SunIcon, TickIcon } from '../icons/icons.js';

const SCHEMES = { light: SunIcon, dark: MoonIcon, auto: ScreenIcon } as const;

/** Language and colours: kept in this browser, nowhere else. */
export function Preferences() {
  return (
    <>
      <LanguageMenu />
      <ColorMenu />
    </>
  );
}

function LanguageMenu() {
  const { t, i18n } = useTranslation('app');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('language')}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('language')}>
            <GlobeIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.Item key={language} lang={language} role="menuitemradio" aria-checked={i18n.language === language} rightSection={i18n.language === language && <TickIcon />} onClick={() => void chooseLanguage(language)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ColorMenu() {
  const { t } = useTranslation('app');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = SCHEMES[colorScheme];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('colors.title')}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('colors.title')}>
            <Icon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {(['light', 'dark', 'auto'] as const).map((scheme) => {
          const SchemeIcon = SCHEMES[scheme];
          return (
            <Menu.Item key={scheme} role="menuitemradio" aria-checked={colorScheme === scheme} leftSection={<SchemeIcon />} rightSection={colorScheme === scheme && <TickIcon />} onClick={() => { setColorScheme(scheme); }}>
              {t(`colors.${scheme}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
