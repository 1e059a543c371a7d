import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['bench/soak/**/*.soak.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 24 * 60 * 60 * 1000,
    maxWorkers: 2,
    disableConsoleIntercept: true,
  },
})
