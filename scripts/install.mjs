import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// A real `npm install --ignore-scripts` of the tarball in an empty project. Needs a registry or a filled npm cache.
const folder = mkdtempSync(join(tmpdir(), 'taoctl-install-'))
const run = (program, args, cwd = folder) =>
  execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
try {
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], process.cwd()),
  )
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "someone-elses", "private": true, "type": "module" }',
  )
  run('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`])
  writeFileSync(
    join(folder, 'main.js'),
    `import { startDevnet } from 'taoctl/devnet'
import { checkConversions, readConversions } from 'taoctl/testing'
const devnet = await startDevnet()
const table = readConversions('origin,destination,amount,expected\\n45,8,10,7.927720524\\n')
const { checked, mismatches } = await checkConversions(table, devnet)
await devnet.stop()
if (checked !== 1 || mismatches.length > 0) throw new Error(JSON.stringify(mismatches))
`,
  )
  run(process.execPath, ['main.js'])
  const taoctl = join(folder, 'node_modules/.bin/taoctl')
  const words = 'stake swap -w coldkey_1 -H hot_25 --origin 45 --destination 0 --all --yes --json'.split(' ')
  const { ok } = JSON.parse(run(taoctl, ['devnet', 'exec', '--', taoctl, ...words]))
  if (!ok) throw new Error('the swap did not succeed')
  console.log('installed from the tarball: the library quotes, the program trades')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
