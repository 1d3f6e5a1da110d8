import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
const server = process.env['CONFAB_SERVER'] ?? 'http://127.0.0.1:8080';

/** Serves the emoji picker's data from our own host, at /emoji/{locale}/{file}. */
function emojiData(): Plugin {
  const source = path.join(here, 'node_modules/emojibase-data');
  const files = ['en', 'zh'].flatMap((locale) => [`${locale}/data.json`, `${locale}/messages.json`]);
  return {
    name: 'confab-emoji-data',
    configureServer(devServer) {
      devServer.middlewares.use('/emoji', (request, response, next) => {
        const file = files.find((name) => `/${name}` === request.url);
        if (file === undefined) {
          next();
          return;
        }
        readFile(path.join(source, file)).then((data) => {
          response.setHeader('Content-Type', 'application/json');
          response.end(data);
        }, next);
      });
    },
    async generateBundle() {
      for (const file of files) {
        const data = await readFile(path.join(source, file));
        this.emitFile({ type: 'asset', fileName: `emoji/${file}`, source: data });
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), emojiData()],
  build: {
    outDir: '../target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    // Every colour is a light-dark() of its own: written for older browsers, it would lose its dark half and its light one.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    // The page in one piece is 340 kB compressed; what is not needed at once is loaded when it is.
    chunkSizeWarningLimit: 1200,
  },
  server: {
    host: '127.0.0.1',
    // A test reads what the server says of STOMP.
    fs: { allow: ['.', '../src/main/resources/description'] },
    // The server compares a page's origin with the host that it is asked by, so the host stays as it is.
    proxy: {
      '/api': { target: server },
      '/webjars': { target: server },
      '/sockjs': { target: server, ws: true },
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    globals: true,
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setUp.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
