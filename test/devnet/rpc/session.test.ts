import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSession, type Session } from '../../../devnet/rpc/session.ts'
import { type RunningDevnet, startDevnet } from '../../../devnet/start.ts'
import { createManualClock } from '../node/manual-clock.ts'

let devnet: RunningDevnet
let session: Session
let sent: unknown[]

beforeEach(async () => {
  devnet = await startDevnet({ clock: createManualClock(), seal: { kind: 'manual' } })
  sent = []
  session = createSession(devnet.core, text => sent.push(JSON.parse(text)))
})
afterEach(() => devnet.stop())

const say = (message: unknown) => session.receive(JSON.stringify(message))
const ask = (id: unknown, method: string, params?: unknown) => say({ jsonrpc: '2.0', id, method, params })

describe('a session', () => {
  test('answers under the id of the request, number or text', async () => {
    await ask(7, 'system_chain')
    await ask('x', 'system_chain', [])
    expect(sent).toEqual([
      { jsonrpc: '2.0', id: 7, result: 'taoctl devnet' },
      { jsonrpc: '2.0', id: 'x', result: 'taoctl devnet' },
    ])
  })

  test('answers a batch as one list, without its notifications', async () => {
    await say([
      { jsonrpc: '2.0', id: 1, method: 'system_chain' },
      { jsonrpc: '2.0', method: 'system_chain' },
      { jsonrpc: '2.0', id: 2, method: 'nothing' },
      5,
    ])
    expect(sent).toEqual([
      [
        { jsonrpc: '2.0', id: 1, result: 'taoctl devnet' },
        { jsonrpc: '2.0', id: 2, error: { code: -32601, message: 'Method not found' } },
        { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid request' } },
      ],
    ])
  })

  test.each([
    ['{', -32700],
    ['', -32700],
    ['[]', -32600],
    ['5', -32600],
    ['null', -32600],
    ['{"id":1}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":"system_chain","params":{"a":1}}', -32602],
    ['{"jsonrpc":"2.0","id":1,"method":"constructor"}', -32601],
    ['{"jsonrpc":"2.0","id":1,"method":"chain_getHeader","params":["0x12"]}', undefined],
    ['{"jsonrpc":"2.0","id":1,"method":"chain_getHeader","params":[12]}', -32602],
    ['{"jsonrpc":"2.0","id":1,"method":"chain_getBlockHash","params":[-1]}', -32602],
    ['{"jsonrpc":"2.0","id":1,"method":"state_getStorage","params":["0x1"]}', -32602],
    ['{"jsonrpc":"2.0","id":1,"method":"state_getKeysPaged","params":["0x",5000]}', -32602],
    ['{"jsonrpc":"2.0","id":1,"method":"state_getStorage","params":["0x12","0x34"]}', 4003],
    ['{"jsonrpc":"2.0","id":1,"method":"system_accountNextIndex","params":["nobody"]}', -32602],
  ])('answers %s with error %s', async (text, code) => {
    await session.receive(text)
    expect(sent).toHaveLength(1)
    expect((sent[0] as { error?: { code: number } }).error?.code).toBe(code)
  })

  test('refuses a batch of thousands', async () => {
    await say(Array.from({ length: 1000 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'system_chain' })))
    expect(sent).toMatchObject([{ error: { code: -32600 } }])
  })

  test('tells the id of a subscription before anything of it', async () => {
    await ask(1, 'chain_subscribeNewHeads')
    devnet.newBlock()
    const subscription = (sent[0] as { result: string }).result
    expect(sent).toMatchObject([
      { id: 1 },
      { method: 'chain_newHead', params: { subscription, result: { number: '0x0' } } },
      { method: 'chain_newHead', params: { subscription, result: { number: '0x1' } } },
    ])
    await ask(2, 'chain_unsubscribeNewHeads', [subscription])
    await ask(3, 'chain_unsubscribeNewHeads', [subscription])
    devnet.newBlock()
    expect(sent.slice(3)).toMatchObject([
      { id: 2, result: true },
      { id: 3, result: false },
    ])
  })

  test('ends only its own subscriptions, and all of them when it closes', async () => {
    await ask(1, 'chain_subscribeAllHeads')
    const subscription = (sent[0] as { result: string }).result
    const others: unknown[] = []
    const other = createSession(devnet.core, text => others.push(JSON.parse(text)))
    await other.receive(
      `{"jsonrpc":"2.0","id":1,"method":"chain_unsubscribeAllHeads","params":["${subscription}"]}`,
    )
    expect(others).toEqual([{ jsonrpc: '2.0', id: 1, result: false }])
    devnet.newBlock()
    expect(sent).toHaveLength(3)
    session.close()
    devnet.newBlock()
    await ask(9, 'system_chain')
    expect(sent).toHaveLength(3)
  })

  test('has no more than 1024 subscriptions', async () => {
    for (let id = 0; id < 1024; id += 1) await ask(id, 'state_subscribeRuntimeVersion')
    await ask('last', 'state_subscribeRuntimeVersion')
    expect(sent.at(-1)).toMatchObject({ id: 'last', error: { code: -32006 } })
  })

  test('advertises every method but those of development chains', async () => {
    await ask(1, 'rpc_methods')
    const { methods } = (sent[0] as { result: { methods: string[] } }).result
    expect(methods).toContain('author_submitAndWatchExtrinsic')
    expect(methods).toContain('chain_subscribeNewHead')
    expect(methods.filter(name => name.startsWith('dev_'))).toEqual([])
    expect(methods.filter(name => name.startsWith('chainHead_'))).toEqual([])
  })
})
