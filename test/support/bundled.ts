import { join } from 'node:path'
import { build } from 'esbuild'

/** Makes a text into a program that Node can run, and answers its path; imports start at test/support. */
export async function bundled(contents: string, folder: string): Promise<string> {
  const outfile = join(folder, 'program.mjs')
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'js' } as const
  await build({ stdin, bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'error' })
  return outfile
}
