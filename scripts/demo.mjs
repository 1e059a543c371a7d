import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

// A whole trade on a chain of its own: nothing outside a temporary folder is read or written.
const binary = fileURLToPath(new URL('../dist/bin/taoctl.js', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'taoctl-demo-'))
const wallets = join(folder, 'wallets')
const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder }
for (const name of Object.keys(env)) if (/^(TAOCTL|BT)_/.test(name)) delete env[name]

const run = args => spawn(process.execPath, [binary, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })

async function show(...args) {
  console.log(`\n$ taoctl ${args.map(arg => (arg === endpoint ? '$DEVNET' : arg)).join(' ')}\n`)
  const child = spawn(process.execPath, [binary, ...args, '--wallet-path', wallets], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`taoctl ended with exit code ${code}`)
}

const devnet = run(['devnet', 'start', '--port', '0', '--wallets', wallets, '--json'])
let endpoint = ''
try {
  const [line] = await Promise.race([
    once(createInterface({ input: devnet.stdout }), 'line'),
    once(devnet, 'exit').then(([code]) =>
      Promise.reject(new Error(`the devnet ended with exit code ${code}`)),
    ),
  ])
  endpoint = JSON.parse(line).data.endpoint
  console.log(`A development chain runs at ${endpoint}, with a wallet in a temporary folder.`)
  const chain = ['--network', endpoint, '--wallet', 'coldkey_1']
  const swap = [
    'stake',
    'swap',
    '--hotkey',
    'hot_25',
    '--origin',
    '45',
    '--destination',
    '0',
    '--all',
    ...chain,
  ]
  await show('stake', 'list', ...chain)
  await show(...swap, '--dry-run')
  await show(...swap, '--yes')
  await show('stake', 'list', ...chain)
  console.log('\nDone: the alpha of subnet 45 is TAO on root now, and the receipt says how much.')
} finally {
  if (devnet.exitCode === null) {
    devnet.kill('SIGTERM')
    await once(devnet, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
}
