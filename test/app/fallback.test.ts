import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import { asOtherChain, connectAmong, OTHER_GENESIS } from '../support/endpoints.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { coldkey1, connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, startTaoctl, taoctl, testClock, turns } from '../support/test-host.ts'

const A = 'wss://a.example'
const B = 'wss://b.example'
const C = 'wss://c.example'

let devnet: RunningDevnet
beforeAll(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
})
afterEach(() => devnet.control.messages.clear())
afterAll(() => devnet.stop())

const list = ['stake', 'list', '--coldkey', coldkey1, '--network', A, '--fallback', B]
const known = () => ['--genesis', devnet.genesisHash]
const here = () => connectTo(devnet)
/** The node ends a connection instead of answering a method. */
const dropAt = (method: string, times: number | 'always' = 1) =>
  devnet.control.messages.add({ direction: 'request', method, kind: 'close', times })

/** Runs; time passes while there is no connection. */
async function run(
  argv: readonly string[],
  endpoints: Readonly<Record<string, Host['connect']>>,
  files?: MemoryFiles,
) {
  const clock = testClock()
  const among = connectAmong(endpoints)
  let open = 0
  const connect: Host['connect'] = async (url, options) => {
    const onClose = (reason: string) => {
      open -= 1
      options.onClose(reason)
    }
    const socket = await among(url, { ...options, onClose })
    open += 1
    return socket
  }
  const running = startTaoctl(argv, { connect, clock, ...(files && { files }) })
  let hasEnded = false
  const ending = running.ended.finally(() => {
    hasEnded = true
  })
  ending.catch(() => undefined)
  while (!hasEnded) {
    await turns(3)
    if (open === 0 && running.connections.length > 1) clock.advance(100)
  }
  return { ...(await ending), connections: running.connections, took: clock.monotonic() }
}

describe('a further endpoint', () => {
  test('is used where the first cannot be reached, and is the one that is shown', async () => {
    const { code, err } = await run([...list, ...known(), '-v'], { [B]: here() })
    expect(code).toBe(0)
    expect(err).toContain(`Cannot reach ${A}: connection refused.`)
    expect(err).toContain(`Using the fallback ${B}`)
    expect(err).toContain(`Connected to ${B}`)
    const { out } = await run([...list, ...known(), '--json'], { [B]: here() })
    expect(documentOf({ out }).network).toMatchObject({ name: 'custom', endpoint: B })
  })

  test('may be named by a variable, and the next is tried in its turn', async () => {
    const argv = ['stake', 'list', '--coldkey', coldkey1, '--network', A, ...known(), '--json']
    const env = { TAOCTL_FALLBACKS: `${B},${C}` }
    const running = startTaoctl(argv, { env, connect: connectAmong({ [C]: here() }) })
    expect((await running.ended).code).toBe(0)
    expect(running.connections).toEqual([A, B, C])
  })

  test('is not tried where nothing says which chain it must be', async () => {
    const { code, out, connections } = await run([...list, '--json'], { [B]: here() })
    expect(code).toBe(6)
    expect(documentOf({ out }).error).toMatchObject({ code: 'E_CONNECT', sent: 'no', retryable: true })
    expect(documentOf({ out }).error.hint).toContain('--genesis')
    expect(connections).toEqual([A])
  })

  test('that is another chain is refused with a warning, and never asked anything else', async () => {
    const asked: string[] = []
    const other = asOtherChain({
      connect: client => {
        const line = devnet.connect(client)
        return { ...line, receive: text => asked.push(JSON.parse(text).method) && line.receive(text) }
      },
    })
    const argv = [...list, '--fallback', C, ...known(), '--json']
    const { code, out } = await run(argv, { [B]: other, [C]: here() })
    expect(code).toBe(0)
    const document = documentOf({ out })
    expect(document.network.endpoint).toBe(C)
    expect(document.warnings).toMatchObject([{ code: 'W_FALLBACK', message: expect.stringContaining(B) }])
    expect(asked.filter(method => method.startsWith('state_call') || method === 'state_getStorage')).toEqual(
      [],
    )
  })

  test('is used after the first dropped the connection, since that showed which chain it is', async () => {
    dropAt('state_getStorage')
    const { code, out, err } = await run([...list, '-v'], { [A]: here(), [B]: here() })
    expect([code, out.length > 100]).toEqual([0, true])
    expect(err).toContain(`The connection to ${A} is lost; connecting again`)
    expect(err).toContain(`Using the fallback ${B}`)
  })

  test('with another spec ends the command, as an upgrade does', async () => {
    dropAt('state_getStorage')
    const upgraded = connectTo(devnet, {
      request: message =>
        message.method === 'state_getRuntimeVersion'
          ? JSON.stringify({ id: message.id, result: { specVersion: 999, transactionVersion: 1 } })
          : message,
    })
    const { code, out } = await run([...list, '--json'], { [A]: here(), [B]: upgraded })
    expect(code).toBe(3)
    expect(documentOf({ out }).error).toMatchObject({
      code: 'E_RUNTIME_CHANGED',
      retryable: true,
      sent: 'no',
    })
  })

  test('that is behind the block of the reads is passed over until it has caught up', async () => {
    const ahead = await startChain({ seal: { kind: 'manual' } })
    ahead.newBlock()
    let isDown = false
    const first: Host['connect'] = (url, options) => {
      if (isDown) throw new Error('connection refused')
      return connectTo(ahead, {
        request(message) {
          if (message.method !== 'state_getStorage' || isDown) return message
          isDown = true
          queueMicrotask(() => ahead.control.network.hangUp())
          return undefined
        },
      })(url, options)
    }
    let asked = 0
    const behind: Host['connect'] = (url, options) => {
      asked += 1
      // It catches up while the command waits.
      return connectTo(asked > 2 ? ahead : devnet)(url, options)
    }
    const { code, err } = await run([...list, '-v'], { [A]: first, [B]: behind })
    expect(err).toContain('it is behind: its best block is 0, block 1 was seen')
    expect([code, asked]).toEqual([0, 3])
    await ahead.stop()
  })

  test('needs --insecure where the environment lets any certificate pass', async () => {
    const argv = ['stake', 'list', '--coldkey', coldkey1, '--network', 'wss://example.org', '--json']
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    const { code, out } = await taoctl(argv, { env })
    expect([code, documentOf({ out }).error.code]).toEqual([2, 'E_TLS_UNCHECKED'])
    expect((await taoctl([...argv, '--insecure'], { env })).code).toBe(6)
    expect((await taoctl(argv, { env: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } })).code).toBe(6)
  })

  test('needs --insecure where it is not encrypted and elsewhere', async () => {
    const argv = [
      'stake',
      'list',
      '--coldkey',
      coldkey1,
      '--network',
      A,
      '--fallback',
      'ws://10.0.0.1',
      '--json',
    ]
    const { code, out } = await taoctl(argv)
    expect([code, documentOf({ out }).error.code]).toEqual([2, 'E_INSECURE_ENDPOINT'])
    const allowed = await taoctl([...argv, '--insecure', ...known()])
    expect(allowed.code).toBe(6)
    expect(documentOf(allowed).error.hint).toContain('ws://10.0.0.1')
  })

  test('that is no address is a usage error', async () => {
    const { code, out } = await taoctl([...list, '--fallback', 'example.org', '--json'])
    expect([code, documentOf({ out }).error.code]).toEqual([2, 'E_NETWORK_UNKNOWN'])
  })

  test('does not help where the first endpoint is the wrong chain', async () => {
    const endpoints = { [A]: asOtherChain(devnet), [B]: here() }
    const { code, out, connections } = await run([...list, ...known(), '--json'], endpoints)
    expect([code, documentOf({ out }).error.code]).toEqual([3, 'E_GENESIS'])
    expect(connections).toEqual([A])
  })
})

describe('without a further endpoint', () => {
  const alone = ['stake', 'list', '--coldkey', coldkey1, '--network', A]

  test('an endpoint that refuses is told at once', async () => {
    const { code, took, connections } = await run(alone, {})
    expect([code, took, connections]).toEqual([6, 0, [A]])
  })

  test('a list goes on after a drop, over a new connection to the same endpoint', async () => {
    dropAt('state_getStorage')
    const { code, connections } = await run(alone, { [A]: here() })
    expect([code, connections]).toEqual([0, [A, A]])
  })

  test('a node that drops every connection at one request is given up', async () => {
    dropAt('state_getStorage', 'always')
    const { code, out, took } = await run([...alone, '--json'], { [A]: here() })
    expect([code, documentOf({ out }).error.code]).toEqual([6, 'E_CONNECT'])
    expect(took).toBeLessThan(30_000)
  })

  test('a node that restarts in the middle is waited for', async () => {
    let connections = 0
    const restarting: Host['connect'] = (url, options) => {
      connections += 1
      if (connections > 1 && connections < 5) throw new Error('connection refused')
      return here()(url, options)
    }
    dropAt('state_getStorage')
    const { code, took } = await run(alone, { [A]: restarting })
    expect([code, connections]).toEqual([0, 5])
    expect(took).toBeLessThan(10_000)
  })

  const onlyOnce = (): Host['connect'] => {
    let isFirst = true
    return (url, options) => {
      if (!isFirst) throw new Error('connection refused')
      isFirst = false
      return here()(url, options)
    }
  }

  test('a node that does not come back ends the command after the time of a request', async () => {
    dropAt('state_getStorage')
    const { code, out, took } = await run([...alone, '--json'], { [A]: onlyOnce() })
    expect([code, documentOf({ out }).error.code]).toEqual([6, 'E_CONNECT'])
    expect(took).toBeGreaterThan(15_000)
    expect(took).toBeLessThan(40_000)
  })

  test('and after --timeout where that is sooner', async () => {
    dropAt('state_getStorage')
    const { code, took } = await run([...alone, '--timeout', '3s'], { [A]: onlyOnce() })
    expect(code).toBe(6)
    expect(took).toBeLessThan(3500)
  })
})

describe('a trade', () => {
  const swap = [
    ...['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25', '--json'],
    ...['--origin', '45', '--destination', '0', '--amount', '1', '--dry-run', '--fallback', B],
  ]

  test('is planned over a connection that dropped', async () => {
    dropAt('system_accountNextIndex')
    const { code, out } = await run(
      swap,
      { 'ws://127.0.0.1:9944': here(), [B]: here() },
      await filesWithWallets(),
    )
    expect(code).toBe(0)
    expect(documentOf({ out })).toMatchObject({ network: { endpoint: B }, data: { kind: 'planned' } })
  })
})

test('doctor tells of every fallback', async () => {
  const argv = ['doctor', '--network', A, '--fallback', B, '--fallback', C, '--fallback', 'wss://d.example']
  const { out } = await run([...argv, '--json'], { [A]: here(), [B]: here(), [C]: asOtherChain(devnet) })
  const checks: readonly Record<string, unknown>[] = documentOf({ out }).data.checks
  expect(checks.filter(({ name }) => name === 'fallback')).toMatchObject([
    { status: 'ok', message: `${B} answers: spec 425, block 0.` },
    { status: 'warning', message: expect.stringContaining(OTHER_GENESIS) },
    { status: 'warning', message: expect.stringContaining('connection refused') },
  ])
})

test('doctor says that a fallback stands in for the endpoint', async () => {
  const argv = ['doctor', '--network', A, '--fallback', B, '--genesis', devnet.genesisHash, '--json']
  const { out } = await run(argv, { [B]: here() })
  const [endpoint] = documentOf({ out }).data.checks.filter(
    ({ name }: { name: string }) => name === 'endpoint',
  )
  expect(endpoint).toMatchObject({ status: 'warning', message: expect.stringContaining(`the fallback ${B}`) })
})
