import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ApiPromise, Keyring } from '@polkadot/api'
import { build } from 'esbuild'
import WebSocket from 'ws'

// Blocks with one swap each, in process; then whole processes in turn against an empty one, since ratios are the result.
const [signed = 500, unsigned = 100_000, rounds = 15] = process.argv.slice(2).map(Number)
const warmUp = Math.min(100, signed / 2)
const root = fileURLToPath(new URL('..', import.meta.url))
const binary = join(root, 'dist/bin/taoctl.js')
// Every block costs a fee and a bit of the position; both last.
const wealthy = {
  name: 'bench',
  wallets: [{ name: 'coldkey_1', free: '1000000', hotkeys: ['hot_25'] }],
  subnets: [
    { netuid: 0, name: 'root', symbol: 'T' },
    { netuid: 45, name: 'first', symbol: 'a', alphaIn: '2000000', tao: '50000' },
    { netuid: 64, name: 'second', symbol: 'b', alphaIn: '3500000', tao: '120000' },
  ],
  positions: [{ coldkey: 'coldkey_1', hotkey: 'hot_25', netuid: 45, alpha: '100000' }],
}
const folder = await mkdtemp(join(tmpdir(), 'taoctl-bench-'))
try {
  const parts = await loadParts()
  await withSignatures(parts)
  await belowSignatures(parts)
  await startUp()
} finally {
  await rm(folder, { recursive: true, force: true })
  await rm(join(root, 'dist/bench'), { recursive: true, force: true })
}

/** The parts of the development chain, from source. */
async function loadParts() {
  const file = join(root, 'dist/bench/parts.mjs')
  const names = [
    'start',
    'profile/profile',
    'node/execute',
    'node/genesis-block',
    'node/tree',
    'node/edition',
  ]
  const more = ['scenario/genesis', 'scenario/wallet-keys']
  await build({
    stdin: {
      contents: [...names, ...more].map(name => `export * from './src/devnet/${name}.ts'`).join('\n'),
      resolveDir: root,
    },
    outfile: file,
    bundle: true,
    // The client below and the chain share their libraries.
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
  })
  return await import(pathToFileURL(file).href)
}

/** A signed swap is decoded, checked, taken into the pool and executed in a block of its own. */
async function withSignatures({ startDevnet, developmentKey }) {
  const devnet = await startDevnet({
    scenario: wealthy,
    clock: { after: () => () => {} },
    seal: { kind: 'manual' },
  })
  const api = await ApiPromise.create({ provider: devnet.provider(), noInitWarn: true })
  const pair = new Keyring({ type: 'sr25519' }).addFromMnemonic(developmentKey('coldkey_1').mnemonic)
  const hotkey = developmentKey('coldkey_1/hot_25').address
  // There and back, so that no position and no pool runs dry.
  const swap = (origin, destination) =>
    api.tx.subtensorModule.swapStake(hotkey, origin, destination, 100_000_000)
  const pairs = [swap(45, 64), swap(64, 45)]
  const swaps = []
  for (let nonce = 0; nonce < signed; nonce++) {
    swaps.push((await pairs[nonce % 2].signAsync(pair, { nonce, era: 0 })).toHex())
  }
  let clock = stopwatch()
  for (const [index, extrinsic] of swaps.entries()) {
    // The first ones load the check and warm it up.
    if (index === warmUp) clock = stopwatch()
    await devnet.core.request('author_submitExtrinsic', [extrinsic])
    devnet.newBlock()
    devnet.finalize()
  }
  const time = clock()
  checkAll(devnet)
  console.log(`with signatures        ${perSecond(signed - warmUp, time)}`)
  await api.disconnect()
  await devnet.stop()
}

/** Every swap must have executed, or the figure means nothing. */
function checkAll({ chain }) {
  for (let number = 1; number <= signed; number++) {
    const events = chain.rules.events(chain.stateOf(chain.tree.at(number)))
    if (!events.some(event => event.name === 'StakeSwapped')) throw new Error(`no swap in block ${number}`)
  }
}

/** Blocks of a swap each, built, added and finalized; the swap counts as checked. */
async function belowSignatures(parts) {
  const { genesisOf, developmentKey } = parts
  const edition = parts.createEdition(parts.profileMetadata('present'))
  const { runtime, rules } = edition
  const genesis = await genesisOf(wealthy, 'bench')
  const first = parts.genesisBlock(edition, genesis)
  const tree = parts.createTree(first.block, first.state)
  const buildBlock = parts.blockBuilder(runtime, rules)
  const signer = developmentKey('coldkey_1').address
  const hotkey = developmentKey('coldkey_1/hot_25').address
  const swap = (origin_netuid, destination_netuid) => ({
    type: 'SubtensorModule',
    value: {
      type: 'swap_stake',
      value: { hotkey, origin_netuid, destination_netuid, alpha_amount: 100_000_000n },
    },
  })
  const calls = [swap(64, 45), swap(45, 64)]
  const windows = []
  let failed = 0
  const before = memory()
  const clock = stopwatch()
  let lap = stopwatch()
  for (let number = 1; number <= unsigned; number++) {
    const parent = tree.best()
    const bytes = new Uint8Array(150)
    new DataView(bytes.buffer).setUint32(0, number)
    const { block, state, refused } = buildBlock({
      parent,
      parentState: tree.state(parent),
      context: {
        number,
        parentHash: parent.hash,
        timestamp: parent.timestamp + 12_000n,
        author: genesis.author,
      },
      transactions: [
        {
          hash: parent.hash,
          bytes,
          signed: { signer, call: calls[number % 2], nonce: number - 1, tip: 0n, length: bytes.length },
          birth: 0,
          birthHash: tree.genesis.hash,
          death: Number.POSITIVE_INFINITY,
        },
      ],
      branch: { next: number, hashAt: height => tree.ancestor(parent, height)?.hash },
      edits: [],
      placements: { before: () => [], remove: () => {} },
    })
    failed += refused.length + rules.events(state).filter(event => event.name === 'ExtrinsicFailed').length
    tree.add(block, state)
    tree.finalize(block)
    if (number % 1000 === 0) {
      windows.push(lap().cpu)
      lap = stopwatch()
    }
  }
  const time = clock()
  if (failed > 0) throw new Error(`${failed} swaps failed`)
  const grown = memory() - before
  const half = Math.floor(windows.length / 2)
  console.log(`below signatures       ${perSecond(unsigned, time)}`)
  console.log(
    `cost over ${unsigned} blocks: last 1000 ${ratio(windows.at(-1), windows[0])} of the first, ` +
      `second half ${ratio(sum(windows.slice(half)), sum(windows.slice(0, half)))} of the first half`,
  )
  console.log(
    `memory over ${unsigned} blocks: +${(grown / 2 ** 20).toFixed(0)} MiB, ${(grown / unsigned).toFixed(0)} bytes a block`,
  )
}

/** From the start of the process to the first answer over WebSocket. */
async function startUp() {
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder }
  const times = { node: [], devnet: [] }
  for (let round = 0; round <= rounds; round++) {
    const node = performance.now()
    spawnSync(process.execPath, ['-e', '0'], { env })
    const started = performance.now()
    const child = spawn(process.execPath, [binary, 'devnet', 'start', '--port', '0', '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const socket = new WebSocket(JSON.parse(line).data.endpoint)
    await once(socket, 'open')
    socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'chain_getHeader', params: [] }))
    await once(socket, 'message')
    if (round > 0) {
      times.node.push(started - node)
      times.devnet.push(performance.now() - started)
    }
    socket.terminate()
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const [node, devnet] = [median(times.node), median(times.devnet)]
  console.log(
    `start to first answer  ${devnet.toFixed(0).padStart(5)} ms  ${ratio(devnet, node)} of node -e 0`,
  )
}

/** Seconds since now: by the clock, and of this process alone, which other work on the machine does not lengthen. */
function stopwatch() {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1_000_000 }
  }
}

/** Bytes alive. Without --expose-gc what is dead counts too. */
function memory() {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function perSecond(blocks, { wall, cpu }) {
  return `${(blocks / wall).toFixed(0).padStart(5)} blocks a second, ${(blocks / cpu).toFixed(0)} a second of CPU time`
}

function ratio(a, b) {
  return `${(a / b).toFixed(2)}x`
}

function sum(list) {
  return list.reduce((total, value) => total + value, 0)
}

function median(list) {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
}
