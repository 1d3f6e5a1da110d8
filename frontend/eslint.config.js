import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const stompjs = {
  name: '@stomp/stompjs',
  message: 'Only realtime/stompClient.ts knows the STOMP library.',
};
const fetchByHand = {
  name: 'fetch',
  message: 'Only http/httpClient.ts calls fetch.',
};

/** What the files of one part of the client may import. */
function arrow(from, ...to) {
  return { from: { element: { type: from } }, allow: { to: to.map((type) => ({ element: { type } })) } };
}

export default defineConfig(
  { ignores: ['node_modules', 'dist', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, reactHooks.configs.flat['recommended-latest']],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-restricted-imports': ['error', { paths: [stompjs] }],
      'no-restricted-globals': ['error', fetchByHand],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'fetch', message: fetchByHand.message },
        { object: 'globalThis', property: 'fetch', message: fetchByHand.message },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/realtime/stompClient.ts'],
    rules: {
      'no-restricted-imports': 'off',
      // Its headers are classes only by name.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    // Playwright's fixtures have a `use` of their own; the tests stand outside of the client.
    files: ['e2e/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'no-restricted-properties': 'off' },
  },
  { files: ['src/http/httpClient.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.json'] } },
      'boundaries/elements': [
        { type: 'app', pattern: 'src/app' },
        { type: 'feature', pattern: 'src/features/*', capture: ['feature'] },
        { type: 'realtime', pattern: 'src/realtime' },
        { type: 'http', pattern: 'src/http' },
        { type: 'ui', pattern: 'src/ui' },
        { type: 'testing', pattern: 'src/testing' },
      ],
      'boundaries/ignore': ['src/**/*.test.{ts,tsx}'],
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message: 'Imports flow app → features → {realtime, http, ui}, and never from feature to feature.',
          policies: [
            arrow('app', 'app', 'feature', 'realtime', 'http', 'ui'),
            arrow('feature', 'realtime', 'http', 'ui'),
            {
              from: { element: { type: 'feature' } },
              allow: {
                to: {
                  element: { type: 'feature', captured: { feature: '{{from.element.captured.feature}}' } },
                },
              },
            },
            arrow('realtime', 'realtime', 'http'),
            arrow('http', 'http'),
            arrow('ui', 'ui'),
            arrow('testing', 'testing', 'realtime', 'http', 'ui'),
          ],
        },
      ],
    },
  },
  { files: ['*.js', '*.mjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly' } } },
  {
    files: ['public/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: { document: 'readonly', localStorage: 'readonly', matchMedia: 'readonly' },
    },
  },
);
