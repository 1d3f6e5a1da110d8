import { createTheme, type MantineColorsTuple } from '@mantine/core';

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

/** Calm and dense: one accent, slate greys, small radii. Everything that looks like Confab starts here. */
export const theme = createTheme({
  colors: { indigo, gray: slate, dark },
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
});
