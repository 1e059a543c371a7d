import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { openTrace } from '../../src/chain/outcome/find-extrinsic.ts'
import type { Traceable } from '../../src/chain/outcome/traceable.ts'
import { fromHex, type Hex, hashOf } from '../../src/scale/bytes.ts'
import { addStake, signed } from '../devnet/control/signed.ts'
import { codeOf } from '../support/failure.ts'
import { coldkey1, openChain, startChain } from '../support/test-chain.ts'

let devnet: RunningDevnet
let chain: Chain
beforeEach(async () => {
  devnet = await startChain({ seal: { kind: 'manual' } })
  devnet.control.blocks.make({ count: 3 })
  devnet.control.blocks.finalize()
  chain = await openChain(devnet)
})
afterEach(async () => {
  chain.close()
  await devnet.stop()
})

const extrinsic = (nonce: number, rao = 5_000_000_000n) =>
  signed(devnet, 'coldkey_1', nonce, addStake(45, rao))
const submit = (bytes: Hex) => devnet.core.request('author_submitExtrinsic', [bytes])
/** Born at block 3, to die at block 19. */
const of = (bytes: Hex, more: Partial<Traceable> = {}): Traceable => ({
  ...{ hash: hashOf(fromHex(bytes)), signer: coldkey1, nonce: 0, firstBlock: 3, lastBlock: 18 },
  ...more,
})
const verdict = (traceable: Traceable, rpc: Pick<Chain['rpc'], 'request'> = chain.rpc) =>
  openTrace({ ...chain, rpc: rpc as Chain['rpc'] }, traceable)()
const { make, finalize } = {
  make: (count = 1) => devnet.control.blocks.make({ count }),
  finalize: () => devnet.control.blocks.finalize(),
}

test('one that waits in a pool may still execute', async () => {
  const bytes = extrinsic(0)
  await submit(bytes)
  const found = await verdict(of(bytes))
  expect(found).toMatchObject({
    kind: 'possible',
    lasting: false,
    reason: expect.stringContaining('up to 3'),
  })
})

test('one in a block of the best chain is included, with its place', async () => {
  const bytes = extrinsic(0)
  await submit(bytes)
  const { hash, header } = make()
  make(2)
  expect(await verdict(of(bytes))).toEqual({ kind: 'included', block: hash, number: header.number, index: 1 })
})

test('one in a block that is final is finalized, however far the chain has gone', async () => {
  const bytes = extrinsic(0)
  await submit(bytes)
  const { hash } = make()
  make(60)
  finalize()
  expect(await verdict(of(bytes))).toMatchObject({ kind: 'finalized', block: hash, number: 4 })
})

test.each([
  ['the first', 0],
  ['the last', 14],
])('it is found in %s block of its era', async (_, empty) => {
  const bytes = extrinsic(0)
  if (empty > 0) make(empty)
  await submit(bytes)
  const { hash, header } = make()
  expect(header.number).toBe(4 + empty)
  make(20)
  finalize()
  expect(await verdict(of(bytes))).toMatchObject({ kind: 'finalized', block: hash })
})

test('it is expired once the last block of its era is final without it, not a block earlier', async () => {
  const bytes = extrinsic(0)
  make(14)
  finalize()
  expect(await verdict(of(bytes))).toMatchObject({ kind: 'possible', lasting: false })
  make()
  expect((await verdict(of(bytes))).kind).toBe('possible')
  finalize()
  expect(await verdict(of(bytes))).toMatchObject({ kind: 'expired', nonce: 0, final: { number: 18 } })
})

test('it is rejected once another transaction with its nonce is final, not while that is in the best chain', async () => {
  const [ours, theirs] = [extrinsic(0), extrinsic(0, 6_000_000_000n)]
  await submit(theirs)
  make()
  expect((await verdict(of(ours))).kind).toBe('possible')
  finalize()
  expect(await verdict(of(ours))).toMatchObject({
    kind: 'rejected',
    reason: expect.stringContaining('nonce 0'),
  })
})

test('a reorganisation takes it out again', async () => {
  const bytes = extrinsic(0)
  await submit(bytes)
  make()
  const trace = openTrace(chain, of(bytes))
  expect((await trace()).kind).toBe('included')
  devnet.control.blocks.reorg({ drop: [of(bytes).hash] })
  expect((await trace()).kind).toBe('possible')
  make()
  expect((await trace()).kind).toBe('included')
})

describe('is no proof:', () => {
  const meddled = (meddle: (method: string, params: readonly unknown[], answer: unknown) => unknown) => ({
    request: async (method: string, params: readonly unknown[] = []) =>
      meddle(method, params, await chain.rpc.request(method, params)),
  })
  const over = () => {
    make(20)
    finalize()
  }

  test('a node that no longer has the blocks of the era', async () => {
    over()
    const rpc = meddled((method, _, answer) => (method === 'chain_getBlock' ? null : answer))
    const found = await verdict(of(extrinsic(0)), rpc)
    expect(found).toMatchObject({
      kind: 'possible',
      lasting: true,
      reason: expect.stringContaining('does not have'),
    })
  })

  test('a node that does not have one of them', async () => {
    over()
    const rpc = meddled((method, params, answer) =>
      method === 'chain_getBlockHash' && params[0] === 9 ? null : answer,
    )
    expect(await verdict(of(extrinsic(0)), rpc)).toMatchObject({ kind: 'possible' })
  })

  test('blocks of several chains behind one address', async () => {
    over()
    const other = devnet.control.blocks.make({ parent: devnet.chain.tree.genesis }).hash
    const rpc = meddled((method, params, answer) =>
      method === 'chain_getBlockHash' && params[0] === 9 ? other : answer,
    )
    expect(await verdict(of(extrinsic(0)), rpc)).toMatchObject({
      kind: 'possible',
      reason: expect.stringContaining('do not follow'),
    })
  })

  test('a node that stands on another fork, asked through the same address as the one with the final head', async () => {
    const bytes = extrinsic(0)
    const parent = devnet.chain.tree.best()
    make(15)
    const fork = Array.from({ length: 19 }, (_, number) => devnet.chain.tree.at(number)?.hash)
    await submit(bytes)
    devnet.control.blocks.make({ parent, count: 20 })
    finalize()
    expect(await verdict(of(bytes))).toMatchObject({ kind: 'finalized' })
    const rpc = meddled((method, params, answer) => {
      const number = Number(params[0])
      return method === 'chain_getBlockHash' && number > 3 && number <= 18 ? fork[number] : answer
    })
    expect(await verdict(of(bytes), rpc)).toMatchObject({
      kind: 'possible',
      reason: expect.stringContaining('do not follow'),
    })
  })

  test('a final head above the best one', async () => {
    over()
    const old = await devnet.core.request('chain_getHeader', [devnet.chain.tree.at(20)?.hash])
    const rpc = meddled((method, params, answer) =>
      method === 'chain_getHeader' && params.length === 0 ? old : answer,
    )
    expect(await verdict(of(extrinsic(0)), rpc)).toMatchObject({
      kind: 'possible',
      reason: expect.stringContaining('contradicts itself'),
    })
  })

  test('a node that has not got so far', async () => {
    const found = await verdict(of(extrinsic(0), { firstBlock: 40, lastBlock: 55 }))
    expect(found).toMatchObject({ kind: 'possible', reason: expect.stringContaining('behind') })
  })

  test('a block with another content than its hash says', async () => {
    over()
    const wrong = await devnet.core.request('chain_getBlock', [devnet.chain.tree.at(5)?.hash])
    const rpc = meddled((method, _, answer) => (method === 'chain_getBlock' ? wrong : answer))
    expect(await codeOf(verdict(of(extrinsic(0)), rpc))).toEqual(['E_ENDPOINT', 6])
  })
})

test('blocks that are final are read once', async () => {
  make(10)
  finalize()
  const asked: string[] = []
  const trace = openTrace(
    {
      ...chain,
      rpc: {
        ...chain.rpc,
        request(method, params) {
          asked.push(method)
          return chain.rpc.request(method, params)
        },
      },
    },
    of(extrinsic(0)),
  )
  await trace()
  expect(asked.filter(method => method === 'chain_getBlock')).toHaveLength(10)
  asked.length = 0
  await trace()
  expect(asked.sort()).toEqual(['chain_getFinalizedHead', 'chain_getHeader', 'chain_getHeader', 'state_call'])
})
