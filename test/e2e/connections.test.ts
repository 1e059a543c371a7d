import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BadNode, relay, tcpNode, wsNode } from '../support/bad-node.ts'
import { type Home, makeHome, oneDocument, type RunningDevnet } from '../support/binary.ts'
import { nodeRpc } from '../support/node-rpc.ts'
import { coldkey1 } from '../support/test-chain.ts'

/** The whole program in processes of their own: that a run is over here means that nothing kept its process alive. */
let home: Home
let devnet: RunningDevnet
let genesis: string
const open: BadNode[] = []
const timers: NodeJS.Timeout[] = []
const keep = <T extends BadNode>(bad: T): T => {
  open.push(bad)
  return bad
}
const every = (milliseconds: number, work: () => void) => void timers.push(setInterval(work, milliseconds))

beforeAll(async () => {
  home = await makeHome()
  devnet = await home.devnet()
  const node = await nodeRpc(devnet.endpoint)
  genesis = String(await node.request('chain_getBlockHash', 0))
  node.close()
})
afterAll(async () => {
  for (const timer of timers) clearInterval(timer)
  await Promise.all(open.map(bad => bad.close()))
  await home.remove()
})

/** How long a process may stay after its last word; what a start takes depends on the machine, and does not count. */
const LINGER_MS = 5_000

async function list(endpoint: string, ...more: readonly string[]) {
  const argv = ['stake', 'list', '--coldkey', coldkey1, '--network', endpoint, '--json', '-v', ...more]
  const { child, ended } = home.start(...argv)
  let spoke = Number.NEGATIVE_INFINITY
  child.stdout?.on('data', () => {
    spoke = performance.now()
  })
  const { code, stdout, stderr } = await ended
  return { code, stderr, document: oneDocument(stdout), lingered: performance.now() - spoke }
}

describe.concurrent('a process ends by itself', () => {
  it('after a fallback stood in for an endpoint that says nothing', async () => {
    const { endpoint } = keep(await tcpNode())
    const further = ['--fallback', devnet.endpoint, '--genesis', genesis, '--timeout', '20s']
    const { code, document, lingered } = await list(endpoint, ...further)
    expect([code, document.network?.endpoint]).toEqual([0, devnet.endpoint])
    expect(lingered).toBeLessThan(LINGER_MS)
  })

  it('after a connection that was dropped and made again', async () => {
    const { endpoint } = keep(
      await relay(devnet.endpoint, {
        request: ({ method, before, hangUp }) => {
          if (method === 'state_getStorage' && before === 0) hangUp()
          return undefined
        },
      }),
    )
    const { code, stderr } = await list(endpoint)
    expect([code, stderr]).toEqual([0, expect.stringContaining(`Connected to ${endpoint}`)])
  })

  it('at --timeout, while it tries to connect again', async () => {
    let isGone = false
    const node = keep(
      await relay(devnet.endpoint, {
        request: ({ method, hangUp }) => {
          isGone ||= method === 'state_getStorage'
          if (isGone) hangUp()
          return isGone ? 'drop' : undefined
        },
      }),
    )
    const { code, document, lingered } = await list(node.endpoint, '--timeout', '4s')
    expect([code, document.error.sent]).toEqual([6, 'no'])
    expect(lingered).toBeLessThan(LINGER_MS)
  })

  it('at --timeout, where the endpoint drips a byte now and then', async () => {
    const { endpoint } = keep(
      await tcpNode(socket => {
        const bytes = `HTTP/1.1 101 Switching Protocols\r\nX-Slow: ${'a'.repeat(1000)}`[Symbol.iterator]()
        every(100, () => socket.writable && socket.write(bytes.next().value ?? 'a'))
      }),
    )
    const { code, document, lingered } = await list(endpoint, '--timeout', '3s')
    expect([code, document.error.code]).toEqual([6, 'E_TIMEOUT'])
    expect(lingered).toBeLessThan(LINGER_MS)
  })

  it('at --timeout, where the endpoint only pings', async () => {
    const { endpoint } = keep(await wsNode((_, client) => every(50, () => client.ping())))
    const { code, document, lingered } = await list(endpoint, '--timeout', '3s')
    expect([code, document.error.code]).toEqual([6, 'E_TIMEOUT'])
    expect(lingered).toBeLessThan(LINGER_MS)
  })
})
