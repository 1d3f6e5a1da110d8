import { createTheme, Drawer, Menu, Modal, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#eef1fd',
  '#dde2f8',
  '#b9c2f0',
  '#919fe8',
  '#7080e1',
  '#5a6cdb',
  '#4e61d4',
  '#4353c9',
  '#3847ad',
  '#2b388c',
];
const slate: MantineColorsTuple = [
  '#f7f8fa',
  '#eef0f4',
  '#e1e4ea',
  '#cbd0da',
  '#a3abba',
  '#7c8597',
  '#5d6677',
  '#454d5c',
  '#2d333f',
  '#1b1f27',
];
const dark: MantineColorsTuple = [
  '#d6d9e0',
  '#b8bdc9',
  '#8e95a5',
  '#646c7d',
  '#3d4452',
  '#2c323e',
  '#222731',
  '#1a1e26',
  '#14171e',
  '#0f1217',
];

// Mantine's own red and green are too pale to be read: as text on white, and behind white text.
const red: MantineColorsTuple = [
  '#fdeef0',
  '#fbdfe2',
  '#f5bcc2',
  '#f0959e',
  '#f27d88',
  '#d23c4c',
  '#c93445',
  '#bb2b3b',
  '#a32231',
  '#8c1a28',
];
const teal: MantineColorsTuple = [
  '#e6f8f2',
  '#d3f2e7',
  '#a6e3cf',
  '#7ad5b7',
  '#54c9a3',
  '#1f8566',
  '#15795b',
  '#0f7053',
  '#0b6147',
  '#08523c',
];

// The header of a dialog is not the banner of the page.
const dialogHeader = { header: { role: 'presentation' } };
const dialogTitle = { fontWeight: 650, lineHeight: 1.35 };

/** Calm and dense: one accent, slate greys, small radii. Everything that looks like Confab starts here. */
export const theme = createTheme({
  colors: { indigo, gray: slate, dark, red, teal },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily:
    'Inter, "Segoe UI", system-ui, -apple-system, "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.467', lg: '1.5', xl: '1.5' },
  headings: { fontWeight: '650' },
  components: {
    Modal: Modal.extend({ defaultProps: { attributes: dialogHeader }, styles: { title: dialogTitle } }),
    Drawer: Drawer.extend({ defaultProps: { attributes: dialogHeader }, styles: { title: dialogTitle } }),
    // The focus goes to the first item: an element for nothing but the focus may not stand in a menu.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
  },
});
