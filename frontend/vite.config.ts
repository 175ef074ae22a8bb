/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// The page is built ahead and committed: names follow content, so the same sources give the same bytes.
export default defineConfig(({ command }) => ({
  base: command === 'build' ? '/static/' : '/',
  plugins: [svelte()],
  resolve: { conditions: ['browser'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: false, // a preload link would need the page's nonce
    chunkSizeWarningLimit: 600, // kilobytes before gzip; tests/architecture holds the gzipped size under 200
    assetsInlineLimit: 0, // the content security policy allows no data: fonts
    rollupOptions: { input: ['src/main.ts', 'src/room.ts', 'src/shop.ts'] },
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8000', '/ws': { target: 'ws://127.0.0.1:8000', ws: true } } },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'] },
}))
