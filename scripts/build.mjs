import { rm } from 'node:fs/promises'
import { build } from 'esbuild'

// One entry, split so that each command loads only what it uses. `require` serves the CommonJS packages inside.
await rm('dist', { recursive: true, force: true })
await build({
  entryPoints: {
    'bin/taoctl': 'bin/taoctl.ts',
    // Beside the chunks, where the chunk that starts the thread looks for it.
    'chunks/sodium-worker': 'src/host/sodium-worker.js',
  },
  // Its compiled part is found beside its own files.
  external: ['sodium-native'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
})
