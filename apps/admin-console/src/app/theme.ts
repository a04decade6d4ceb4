import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent. White on its shade 7 is 5.5:1, its shade 4 on the dark ground 8:1. */
const teal: MantineColorsTuple = ['#eefaf8', '#d6f1ed', '#aee2da', '#7fd1c5', '#52bfb1', '#2ea899', '#178d81', '#0f766e', '#0c5f59', '#0a4a46'];
const slate: MantineColorsTuple = ['#f8fafc', '#f1f5f9', '#e2e8f0', '#cbd5e1', '#94a3b8', '#64748b', '#475569', '#334155', '#1e293b', '#0f172a'];
const night: MantineColorsTuple = ['#dbe2ec', '#bac5d4', '#98a5b8', '#66758c', '#36445a', '#283548', '#1c2738', '#131c2a', '#0e1520', '#090e16'];

const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';
const SYSTEM = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif';

/** Inside a dialog, a header element would be one more banner of the whole page (ARIA in HTML). */
const NO_BANNER = { header: { role: 'presentation' } };

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 7,
  colors: { teal, gray: slate, dark: night },
  black: '#0f172a',
  fontFamily: SYSTEM,
  fontFamilyMonospace: MONOSPACE,
  defaultRadius: 'md',
  cursorType: 'pointer',
  headings: { fontFamily: SYSTEM, fontWeight: '650', sizes: { h1: { fontSize: '1.625rem', lineHeight: '1.25' }, h2: { fontSize: '1.125rem', lineHeight: '1.35' } } },
  components: {
    Modal: { styles: { title: { fontWeight: 650, fontSize: '1.125rem' } }, defaultProps: { attributes: NO_BANNER, centered: true, overlayProps: { backgroundOpacity: 0.45 }, radius: 'lg' } },
    Drawer: { defaultProps: { attributes: NO_BANNER } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, events: { hover: true, focus: true, touch: true } } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
});

/** Where Mantine's own colours are too faint to be read (WCAG 2.2, 1.4.3), and the grounds that pages stand on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': slate[6],
    '--mantine-color-placeholder': slate[5],
    '--mantine-color-error': '#b42318',
    '--console-ground': slate[0],
    '--console-line': slate[2],
    '--console-hover': slate[1],
    '--console-accent': teal[8],
    '--console-accent-ground': teal[0],
    '--console-glow': teal[1],
    '--console-good': '#0b6b4f',
    '--console-good-ground': '#e3f6ee',
    '--console-warn': '#8a4b08',
    '--console-warn-ground': '#fdf1dc',
    '--console-bad': '#b42318',
    '--console-bad-ground': '#fdecea',
    '--console-still': slate[6],
    '--console-still-ground': slate[1],
    '--console-soon': '#1d4fa8',
    '--console-soon-ground': '#e6effc',
  },
  dark: {
    '--mantine-color-body': night[7],
    '--mantine-color-dimmed': night[2],
    '--mantine-color-placeholder': night[2],
    '--mantine-color-error': '#ff9d92',
    '--mantine-color-anchor': teal[4],
    '--console-ground': night[8],
    '--console-line': night[5],
    '--console-hover': night[6],
    '--console-accent': teal[2],
    '--console-accent-ground': '#14343a',
    '--console-glow': '#12313a',
    '--console-good': '#6fdcb4',
    '--console-good-ground': '#10352c',
    '--console-warn': '#f3c071',
    '--console-warn-ground': '#3a2a10',
    '--console-bad': '#ff9d92',
    '--console-bad-ground': '#431d1b',
    '--console-still': night[1],
    '--console-still-ground': night[6],
    '--console-soon': '#9cc1ff',
    '--console-soon-ground': '#172b4d',
  },
});
