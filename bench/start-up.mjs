import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
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
const devnet = spawn(
  process.execPath,
  [binary, 'devnet', 'start', '--port', '0', '--wallets', folder, '--json'],
  {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
try {
  const [line] = await once(createInterface({ input: devnet.stdout }), 'line')
  const chain = [
    '--network',
    JSON.parse(line).data.endpoint,
    '--wallet',
    'coldkey_1',
    '--wallet-path',
    folder,
  ]
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
      `${name.padEnd(22)} ${median(list).toFixed(0).padStart(5)} ms  ${(median(list) / base).toFixed(2)}x`,
    )
  }
} finally {
  devnet.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}
