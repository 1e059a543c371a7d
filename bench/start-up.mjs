import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

// Whole processes in turn, so that a change of the machine's speed hits all alike. Ratios are the result.
const rounds = Number(process.argv[2] ?? 15)
const binary = fileURLToPath(new URL('../dist/bin/taoctl.js', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'taoctl-bench-'))
const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder }
const running = []
/** Starts a devnet; the words that lead a command to it. */
const start = async (...options) => {
  const words = ['devnet', 'start', '--port', '0', '--wallets', folder, '--json', ...options]
  const devnet = spawn(process.execPath, [binary, ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(devnet)
  const [line] = await once(createInterface({ input: devnet.stdout }), 'line')
  return ['--network', JSON.parse(line).data.endpoint, '--wallet', 'coldkey_1', '--wallet-path', folder]
}
const finney = fileURLToPath(new URL('../../shared/metadata/finney-393.scale', import.meta.url))
try {
  const chain = await start()
  const mainnets = existsSync(finney) ? await start('--metadata', finney) : undefined
  if (!mainnets) console.log('stake list, finney-393: skipped, ../shared/metadata/finney-393.scale is absent')
  const swap = [
    'stake',
    'swap',
    '--hotkey',
    'hot_25',
    '--origin',
    '45',
    '--destination',
    '0',
    '--amount',
    '0.1',
    ...chain,
  ]
  const commands = {
    'node -e 0': ['-e', '0'],
    '--help': [binary, '--help'],
    'stake list': [binary, 'stake', 'list', ...chain],
    ...(mainnets && { 'stake list, finney-393': [binary, 'stake', 'list', ...mainnets] }),
    'stake swap --dry-run': [binary, ...swap, '--dry-run'],
    'stake swap --yes': [binary, ...swap, '--yes'],
  }
  const times = Object.fromEntries(Object.keys(commands).map(name => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const started = performance.now()
      const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
      if (round > 0) times[name].push(performance.now() - started)
    }
  }
  const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
  const base = median(times['node -e 0'])
  for (const [name, list] of Object.entries(times)) {
    console.log(
      `${name.padEnd(24)} ${median(list).toFixed(0).padStart(5)} ms  ${(median(list) / base).toFixed(2)}x`,
    )
  }
} finally {
  for (const devnet of running) devnet.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}
