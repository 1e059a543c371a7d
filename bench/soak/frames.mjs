import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect as tcp } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import WebSocket from 'ws'

// Random, truncated, oversized and malformed frames against a devnet's socket: `node bench/soak/frames.mjs [frames] [seed]`.
// It must answer a plain question after every hundred, and not grow without an end.
const [frames = 100_000, seed = 1] = process.argv.slice(2).map(Number)
const root = fileURLToPath(new URL('../..', import.meta.url))
const file = join(root, 'dist/bench/frames.mjs')
await build({
  stdin: { contents: "export { startDevnet } from './src/devnet/start.ts'", resolveDir: root },
  outfile: file,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
})
const { startDevnet } = await import(file)
await rm(join(root, 'dist/bench'), { recursive: true, force: true })

let state = seed >>> 0
/** The next number of a fixed sequence, below a bound (mulberry32). */
function draw(bound) {
  state = (state + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
}
const pick = list => list[draw(list.length)]
const noise = length => Buffer.from(Array.from({ length }, () => draw(256)))

const clock = {
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
}
const devnet = await startDevnet({ clock, port: 0 })
const methods = [...devnet.core.methods.filter(name => name !== 'dev_restart' && name !== 'dev_hangUp')]
const junk = [
  null,
  true,
  -1,
  1e308,
  '',
  '0x',
  '0x00',
  'é',
  [],
  {},
  [[]],
  { parent: '0x' },
  `0x${'ff'.repeat(300)}`,
]
const request = () =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: draw(9),
    method: pick(methods),
    params: Array.from({ length: draw(4) }, () => pick(junk)),
  })

const kinds = {
  noise: socket => socket.send(noise(draw(2000)), { binary: draw(2) === 0 }),
  request: socket => socket.send(request()),
  truncated: socket => {
    const text = request()
    socket.send(text.slice(0, draw(text.length)))
  },
  batch: socket => socket.send(`[${Array.from({ length: draw(300) }, request).join(',')}]`),
  deep: socket => socket.send(pick(['[', '{"a":']).repeat(draw(100_000))),
  fragments: socket => {
    const text = request()
    socket.send(text.slice(0, 5), { fin: false })
    socket.send(text.slice(5), { fin: true })
  },
  large: socket => draw(50) === 0 && socket.send(Buffer.alloc(draw(17 * 1024 * 1024), 0x5b)),
  vanish: socket => draw(20) === 0 && socket.terminate(),
}
const raw = () =>
  new Promise(resolve => {
    const socket = tcp(+new URL(devnet.endpoint).port, '127.0.0.1', () => {
      socket.write(
        pick([
          noise(draw(500)),
          'GET / HTTP/1.1\r\n',
          `GET / HTTP/1.1\r\nHost: ${'a'.repeat(draw(40_000))}\r\n\r\n`,
        ]),
      )
      setTimeout(() => socket.destroy(), 5)
    })
    socket.on('error', () => undefined)
    socket.on('close', resolve)
  })

async function open() {
  const socket = new WebSocket(devnet.endpoint, { perMessageDeflate: false })
  socket.on('error', () => undefined)
  socket.on('message', () => undefined)
  await once(socket, 'open')
  return socket
}
async function probe() {
  const socket = await open()
  socket.send('{"jsonrpc":"2.0","id":"probe","method":"system_chain"}')
  const [answer] = await once(socket, 'message')
  if (JSON.parse(answer).result !== 'taoctl devnet') throw new Error(`the node says ${answer}`)
  socket.terminate()
}

let socket = await open()
for (let sent = 1; sent <= frames; sent += 1) {
  if (socket.readyState !== WebSocket.OPEN) socket = await open()
  if (draw(100) === 0) await raw()
  else pick(Object.values(kinds))(socket)
  if (sent % 100 === 0) {
    await probe()
    // What was faulty or held by a fuzzed control would spoil the probe, not the node.
    devnet.control.messages.clear()
  }
  if (sent % 10_000 === 0) {
    const { rss } = process.memoryUsage()
    console.log(
      `${sent} frames, height ${devnet.chain.tree.best().header.number}, ${Math.round(rss / 1024 / 1024)} MiB`,
    )
  }
}
socket.terminate()
await devnet.stop()
console.log(`lived through ${frames} frames, seed ${seed}`)
