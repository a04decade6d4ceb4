import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` has token-service; `vite` itself is only for working on the pages. */
const TOKEN_SERVICE = process.env['PORTCULLIS_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  plugins: [react()],
  // The sources of the other projects, as everywhere in this repository.
  resolve: { conditions: ['@portcullis/source', 'module', 'browser', 'development|production'] },
  // token-service puts another value in its place in each answer; the policy names the same.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    // A data: address would be one more source for the policy to allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every page needs in one file: it is smaller so, and a browser asks for it once.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|react-router|i18next|react-i18next|openapi-fetch|@floating-ui|clsx|@mantine[\\/]core[\\/]esm[\\/](core|components[\\/](ActionIcon|Button|Group|Input|InputBase|Loader|Menu|Popover|Portal|Stack|Text|Title|Tooltip|Transition|UnstyledButton))|@tanstack[\\/](query-core|react-query))[\\/]/ }] } } },
    chunkSizeWarningLimit: 800,
  },
  server: { proxy: Object.fromEntries(['/api', '/oauth', '/health', '/docs'].map((path) => [path, TOKEN_SERVICE])) },
});
