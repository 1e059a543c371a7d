import { chmod, rm } from 'node:fs/promises'
import { build } from 'esbuild'
import { buildTypes } from './build-types.mjs'

const common = {
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
}

const entries = {
  balance: 'src/balance/index.ts',
  devnet: 'devnet/index.ts',
  testing: 'devnet/testing/index.ts',
}

await rm('dist', { recursive: true, force: true })
await Promise.all([
  // The program, split so that each command loads only what it uses. `require` serves the CommonJS packages inside.
  build({
    ...common,
    entryPoints: {
      'bin/taoctl': 'bin/taoctl.ts',
      // Beside the chunks, where the chunk that starts the thread looks for it.
      'chunks/sodium-worker': 'src/host/sodium-worker.js',
    },
    // Its compiled part is found beside its own files.
    external: ['sodium-native'],
    outdir: 'dist',
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  }),
  // The library shares its packages with whoever imports it: two copies of @polkadot/api in one process complain. Its
  // entry points share chunks, so an amount of one is an amount of the others.
  build({ ...common, entryPoints: entries, outdir: 'dist/lib', packages: 'external' }),
  buildTypes(Object.values(entries), 'dist/types'),
])
await chmod('dist/bin/taoctl.js', 0o755)
