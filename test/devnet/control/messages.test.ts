import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../../devnet/wire/fault.ts'
import { type Driver, handles, openDriver, refusal } from './driver.ts'

const onHeader = { direction: 'answer', method: 'chain_getHeader' } as const

describe.each(handles)('messages troubled %s', handle => {
  let driver: Driver
  beforeEach(async () => {
    driver = await openDriver(handle)
  })
  afterEach(() => driver.stop())

  /** A client that keeps what it hears. */
  function client() {
    const heard: string[] = []
    const ends = { isOver: false }
    const line = driver.devnet.connect({
      send: text => heard.push(text),
      hangUp: () => {
        ends.isOver = true
        line.close()
      },
    })
    let id = 0
    const ask = async (method: string, ...params: readonly unknown[]) => {
      id += 1
      line.receive(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      await settled()
    }
    return { heard, ends, ask, line, results: () => heard.map(text => JSON.parse(text)) }
  }
  const settled = () => new Promise(resolve => setImmediate(resolve))

  test('drops the answer to a chosen method, once', async () => {
    await driver.addFault({ ...onHeader, kind: 'drop' })
    const { ask, results } = client()
    await ask('chain_getHeader')
    await ask('system_chain')
    await ask('chain_getHeader')
    expect(results()).toMatchObject([{ id: 2 }, { id: 3 }])
    expect(await driver.hits()).toEqual([1])
  })

  test('lets some pass and hits the next ones', async () => {
    await driver.addFault({ ...onHeader, kind: 'drop', skip: 1, times: 2 })
    const { ask, results } = client()
    for (let n = 0; n < 5; n += 1) await ask('chain_getHeader')
    expect(results().map(({ id }) => id)).toEqual([1, 4, 5])
  })

  test('keeps a request from the node', async () => {
    await driver.addFault({
      direction: 'request',
      method: 'author_submitExtrinsic',
      kind: 'drop',
      times: 'always',
    })
    const { ask, heard } = client()
    await ask('author_submitExtrinsic', '0x00')
    await ask('author_submitExtrinsic', '0x00')
    expect(heard).toEqual([])
  })

  test('delays an answer', async () => {
    await driver.addFault({ ...onHeader, kind: 'delay', milliseconds: 3_000 })
    const { ask, results } = client()
    await ask('chain_getHeader')
    await ask('system_chain')
    driver.clock.advance(2_999)
    expect(results()).toMatchObject([{ id: 2 }])
    driver.clock.advance(1)
    expect(results()).toMatchObject([{ id: 2 }, { id: 1, result: { number: '0x0' } }])
  })

  test('says a notification twice', async () => {
    await driver.addFault({ direction: 'notification', method: 'chain_newHead', kind: 'duplicate', skip: 1 })
    const { ask, results } = client()
    await ask('chain_subscribeNewHeads')
    await driver.newBlock({ count: 2 })
    const heads = results().flatMap(({ params }) => (params ? [params.result.number] : []))
    expect(heads).toEqual(['0x0', '0x1', '0x1', '0x2'])
  })

  test('has the node do twice what was asked once', async () => {
    await driver.addFault({ direction: 'request', method: 'chain_subscribeNewHeads', kind: 'duplicate' })
    const { ask, results } = client()
    await ask('chain_subscribeNewHeads')
    expect(results().filter(({ id }) => id === 1)).toHaveLength(2)
  })

  test('garbles an answer the same way each time, and a request so that the node cannot read it', async () => {
    await driver.addFault({ ...onHeader, kind: 'garble', times: 2 })
    await driver.addFault({ direction: 'request', method: 'system_chain', kind: 'garble' })
    const one = client()
    const other = client()
    await one.ask('chain_getHeader')
    await other.ask('chain_getHeader')
    expect(one.heard).toEqual(other.heard)
    expect(() => JSON.parse(one.heard[0] ?? '')).toThrow(SyntaxError)
    await one.ask('system_chain')
    expect(JSON.parse(one.heard[1] ?? '')).toMatchObject({ id: null, error: { code: -32700 } })
  })

  test('answers with an error before the node sees the request, or after it did as asked', async () => {
    const error = { kind: 'error', code: 1010, message: 'Invalid Transaction', data: 'so it is' } as const
    await driver.addFault({ direction: 'request', method: 'dummy_count', ...error })
    await driver.addFault({ direction: 'answer', method: 'chain_subscribeNewHeads', ...error })
    const { ask, results } = client()
    await ask('dummy_count')
    const told = { error: { code: 1010, message: 'Invalid Transaction', data: 'so it is' } }
    expect(results()).toEqual([{ jsonrpc: '2.0', id: 1, ...told }])
    await ask('chain_subscribeNewHeads')
    expect(results()[1]).toEqual({ jsonrpc: '2.0', id: 2, ...told })
    // The subscription runs all the same.
    await driver.newBlock()
    expect(results().slice(2)).toMatchObject([{ method: 'chain_newHead' }, { method: 'chain_newHead' }])
  })

  test('lies', async () => {
    await driver.addFault({ ...onHeader, kind: 'result', result: { number: '0x999' } })
    await driver.addFault({
      direction: 'notification',
      method: 'chain_newHead',
      kind: 'result',
      result: 'a head',
    })
    const { ask, results } = client()
    await ask('chain_getHeader')
    await ask('chain_subscribeNewHeads')
    expect(results()).toMatchObject([
      { id: 1, result: { number: '0x999' } },
      { id: 2 },
      { params: { result: 'a head' } },
    ])
  })

  test('hits one request of a batch and leaves the others', async () => {
    await driver.addFault({
      direction: 'request',
      method: 'system_chain',
      kind: 'error',
      code: 5,
      message: 'no',
    })
    const { line, heard } = client()
    const request = (id: number, method: string) => ({ jsonrpc: '2.0', id, method })
    line.receive(
      JSON.stringify([request(1, 'system_name'), request(2, 'system_chain'), request(3, 'system_chain')]),
    )
    await settled()
    expect(heard.map(text => JSON.parse(text))).toEqual([
      [
        { jsonrpc: '2.0', id: 1, result: 'taoctl devnet' },
        { jsonrpc: '2.0', id: 2, error: { code: 5, message: 'no' } },
        { jsonrpc: '2.0', id: 3, result: 'taoctl devnet' },
      ],
    ])
  })

  test('ends the connection at a chosen message', async () => {
    await driver.addFault({ ...onHeader, kind: 'close' })
    const one = client()
    const other = client()
    await one.ask('chain_getHeader')
    await one.ask('system_chain')
    expect([one.heard, one.ends.isOver]).toEqual([[], true])
    await other.ask('chain_getHeader')
    expect([other.heard.length, other.ends.isOver]).toEqual([1, false])
  })

  test('never hits control itself, and stops when told', async () => {
    const fault: Fault = { direction: 'request', kind: 'drop', times: 'always' }
    const id = await driver.addFault(fault)
    const { ask, heard } = client()
    await ask('system_chain')
    await driver.newBlock()
    expect([heard, await driver.hits()]).toEqual([[], [1]])
    expect([await driver.removeFault(id), await driver.removeFault(id)]).toEqual([true, false])
    await ask('system_chain')
    expect([heard.length, await driver.hits()]).toEqual([1, []])
  })

  test('refuses a fault that cannot be', async () => {
    const fault: Fault = { direction: 'notification', kind: 'error', code: 1, message: 'no' }
    expect(await refusal(driver.addFault(fault))).toContain('a notification is no answer')
  })
})

test('a fault in process may choose by what a message says', async () => {
  const driver = await openDriver('in process')
  const heard: string[] = []
  const line = driver.devnet.connect({ send: text => heard.push(text), hangUp: () => line.close() })
  await driver.addFault({
    direction: 'notification',
    kind: 'drop',
    times: 'always',
    where: ({ result }) => (result as { readonly number?: string }).number === '0x2',
  })
  line.receive('{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads"}')
  await new Promise(resolve => setImmediate(resolve))
  await driver.newBlock({ count: 3 })
  const numbers = heard.slice(1).map(text => JSON.parse(text).params.result.number)
  expect(numbers).toEqual(['0x0', '0x1', '0x3'])
  await driver.stop()
})
