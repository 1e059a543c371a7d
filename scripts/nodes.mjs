import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

// Builds and runs the suite on each version of Node that taoctl supports, or on those named as arguments. The npm
// package `node` carries them; nothing of this machine's own Node is changed.
const versions = process.argv.length > 2 ? process.argv.slice(2) : ['20.19.0', '22', '24']
const folder = mkdtempSync(join(tmpdir(), 'taoctl-nodes-'))
const run = (program, args, env = process.env) =>
  spawnSync(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'] }).status
const failed = []
try {
  for (const version of versions) {
    const prefix = join(folder, version)
    // The package puts its program in place by an install script.
    const installed = run('npm', [
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      '--prefix',
      prefix,
      `node@${version}`,
    ])
    if (installed !== 0) throw new Error(`npm has no node@${version}`)
    const path = `${join(prefix, 'node_modules/node/bin')}${delimiter}${process.env.PATH}`
    const env = { ...process.env, PATH: path }
    console.log(`\n== Node ${version}`)
    run('node', ['--version'], env)
    const isRight =
      run('node', ['scripts/build.mjs'], env) === 0 &&
      run('node', ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts'], env) === 0
    if (!isRight) failed.push(version)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  failed.length === 0
    ? `\nThe suite passes on Node ${versions.join(', ')}.`
    : `\nIt fails on Node ${failed.join(', ')}.`,
)
process.exitCode = failed.length === 0 ? 0 : 1
