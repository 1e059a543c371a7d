import { afterEach, describe, expect, it } from 'vitest'
import { relay } from '../support/bad-node.ts'
import { type Envelope, oneDocument } from '../support/binary.ts'
import { expectErrorDocument, expectErrorText } from '../support/refusal.ts'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
afterEach(() => stage.close())

const all45 = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--all']
const hashOf = { hash: expect.stringMatching(/^0x[0-9a-f]{64}$/) }

/** Blake2-256 of what the journal holds must be the hash it names: those bytes can be sent again. */
function expectSignedEntry(line: Envelope, document: Envelope): void {
  expect(line).toMatchObject({
    state: 'signed',
    entry: document.error.journal,
    hash: document.data.extrinsic.hash,
    signer: document.data.coldkey,
    intent: { verb: expect.any(String), trades: [expect.anything()] },
  })
  expect(line.bytes).toMatch(/^0x[0-9a-f]{200,}$/)
  expect(line.lastBlock).toBeGreaterThan(line.firstBlock)
  expect(document.error.message).toContain(line.hash)
}

/** Runs a trade whose outcome stays unknown, with the journal entry that must then exist. */
async function expectUnknown(ran: Promise<{ code: number | null; stdout: string; stderr: string }>) {
  const document = expectErrorDocument(await ran, { code: 'E_UNKNOWN_OUTCOME', exit: 8 })
  expect(document.error).toMatchObject({ sent: 'unknown', retryable: false })
  expect(document.data).toMatchObject({ kind: 'unknown', extrinsic: hashOf, journal: document.error.journal })
  expect(document.data.trades).toEqual([expect.objectContaining({ status: 'unknown', received: null })])
  const [signed, after, ...others] = await stage.journal()
  expectSignedEntry(signed, document)
  expect(after).toMatchObject({ entry: signed.entry, state: 'unknown' })
  expect(others).toEqual([])
  expect(await stage.journalMode()).toBe(0o600)
  return { document, signed }
}

describe('a trade that goes through', () => {
  it('is reported as finalized, with its place in the chain and its journal entry', async () => {
    stage = await openStage()
    const { code, document } = await stage.home.json(...stage.trade(all45))
    expect(code).toBe(0)
    const { extrinsic, journal, kind } = document.data
    expect(kind).toBe('finalized')
    expect(extrinsic).toEqual({ ...hashOf, blockNumber: 1, blockHash: document.block.hash, index: 1 })
    expect(await stage.node.request('chain_getFinalizedHead')).toBe(extrinsic.blockHash)
    const [signed, end] = await stage.journal()
    expect(signed).toMatchObject({ state: 'signed', entry: journal, hash: extrinsic.hash, nonce: 0 })
    expect(end).toMatchObject({ state: 'finalized', entry: journal, blockNumber: 1, index: 1 })
    const block = await stage.node.request('chain_getBlock', extrinsic.blockHash)
    expect(block.block.extrinsics[1]).toBe(signed.bytes)
  })

  it('is reported as included with --wait included, before it is final', async () => {
    stage = await openStage('--seal', 'manual')
    const running = stage.home.start(...stage.trade([...all45, '--wait', 'included', '--json']))
    await stage.node.untilPending(1)
    const hash = await stage.node.newBlock()
    const { code, stdout } = await running.ended
    expect(oneDocument(stdout).data).toMatchObject({ kind: 'included', extrinsic: { blockHash: hash } })
    expect(code).toBe(0)
    expect(await stage.node.request('chain_getFinalizedHead')).not.toBe(hash)
  })

  it('is followed from a dropped block into the next one', async () => {
    stage = await openStage('--seal', 'manual')
    const genesis = stage.devnet.started.data.genesisHash
    const running = stage.home.start(...stage.trade([...all45, '--json']))
    await stage.node.untilPending(1)
    const first = await stage.node.newBlock()
    await stage.node.newBlock(await stage.node.newBlock(genesis))
    const best = await stage.node.request('chain_getBlockHash')
    expect(best).not.toBe(first)
    if ((await stage.node.pending()).length > 0) await stage.node.newBlock()
    await stage.node.finalize()
    const { code, stdout } = await running.ended
    const { data } = oneDocument(stdout)
    expect(code).toBe(0)
    expect(data.kind).toBe('finalized')
    expect(data.extrinsic.blockHash).not.toBe(first)
    expect(data.trades[0].received.rao).toBe('746401905')
  })

  it('tells people the same on stdout, and its progress on stderr', async () => {
    stage = await openStage()
    const { code, stdout, stderr } = await stage.home.run(...stage.trade(all45))
    expect(code).toBe(0)
    expect(stdout).toMatch(/^DEVNET {2}Done in block 1, final\n/)
    expect(stdout).toMatch(/^Received +0\.746401905 τ on root$/m)
    expect(stderr).toContain('DEVNET  Plan at block 0')
    expect(stderr).not.toContain('Error')
  })

  it('says nothing on stderr with --json, and no progress with --quiet', async () => {
    stage = await openStage()
    const script = await stage.home.run(...stage.trade([...all45, '--dry-run', '--json']))
    expect(script.stderr).toBe('')
    const quiet = await stage.home.run(...stage.trade([...all45, '--dry-run', '--quiet']))
    expect(quiet.stderr).toBe('')
  })
})

describe('a trade the chain refuses', () => {
  it('in a block: exit 5 with the error by name, the fee paid, nothing moved', async () => {
    stage = await openStage('--seal', 'manual')
    const winner = stage.home.start(...stage.trade([...all45, '--json']))
    await stage.node.untilPending(1)
    const loser = stage.home.start(...stage.trade([...all45, '--json']))
    const reader = stage.home.start(...stage.trade(all45))
    await stage.node.untilPending(3)
    await stage.node.newBlock()
    await stage.node.finalize()
    expect((await winner.ended).code).toBe(0)
    const document = expectErrorDocument(await loser.ended, { code: 'E_DISPATCH', exit: 5 })
    const { pallet, name, docs } = document.error.chain
    expect(pallet).toBe('SubtensorModule')
    expect(document.error.message).toContain(`SubtensorModule.${name}`)
    expect(docs).toEqual(expect.any(String))
    expect(document.error).toMatchObject({ sent: 'yes', retryable: false })
    expect(document.data).toMatchObject({ kind: 'finalized', extrinsic: { blockNumber: 1 } })
    expect(document.data.trades[0]).toMatchObject({
      status: 'failed',
      received: null,
      reason: `${pallet}.${name}`,
    })
    expect(BigInt(document.data.transactionFee.rao)).toBeGreaterThan(0n)
    expectErrorText(await reader.ended, { code: 'E_DISPATCH', exit: 5, says: name })
  })

  it('in a block, as one atomic batch: none of its trades counts as done', async () => {
    stage = await openStage('--seal', 'manual')
    const winner = stage.home.start(...stage.trade([...all45, '--json']))
    await stage.node.untilPending(1)
    const batch = ['swap-all', '--destination', '0', '--all-hotkeys', '--json']
    const loser = stage.home.start(...stage.trade(batch))
    await stage.node.untilPending(2)
    await stage.node.newBlock()
    await stage.node.finalize()
    expect((await winner.ended).code).toBe(0)
    const document = expectErrorDocument(await loser.ended, { code: 'E_DISPATCH', exit: 5 })
    expect(document.data.trades).toHaveLength(4)
    for (const trade of document.data.trades)
      expect(trade).toMatchObject({ status: 'failed', received: null })
    const list = await stage.home.json(...stage.trade(['list']))
    expect(list.document.data.positions.map((each: Envelope) => each.netuid)).toEqual([0, 1, 8, 64])
  })

  it('before its pool takes it: exit 3, and the journal says rejected', async () => {
    stage = await openStage()
    expect((await stage.home.run(...stage.trade(all45))).code).toBe(0)
    const stale = stage.keep(
      await relay(stage.devnet.endpoint, {
        answer: ({ method }, message) =>
          method === 'system_accountNextIndex' ? { ...message, result: 0 } : undefined,
      }),
    )
    const swap = ['swap', '--hotkey', 'hot_25', '--origin', '1', '--destination', '0', '--all', '--json']
    const ran = await stage.home.run(...stage.trade(swap, stale.endpoint))
    const document = expectErrorDocument(ran, { code: 'E_POOL_REFUSED', exit: 3, says: 'nonce' })
    expect(document.error.sent).toBe('no')
    expect(document.data).toMatchObject({ kind: 'rejected', trades: [{ status: 'failed' }] })
    expect((await stage.journal()).map(line => line.state)).toEqual([
      ...['signed', 'finalized', 'signed', 'rejected'],
    ])
    expect(await stage.node.height()).toBe(1)
  })

  const refusals: readonly (readonly [
    name: string,
    error: object,
    code: string,
    exit: number,
    says: RegExp,
  ])[] = [
    [
      '1010 with a custom code',
      { code: 1010, message: 'Invalid Transaction', data: 'Custom error: 6' },
      'E_POOL_REFUSED',
      3,
      /RateLimitExceeded/,
    ],
    [
      '1014, a better one is there',
      { code: 1014, message: 'Priority is too low' },
      'E_POOL_REFUSED',
      3,
      /same nonce/,
    ],
    [
      '1012, temporarily banned',
      { code: 1012, message: 'Transaction is temporarily banned' },
      'E_UNKNOWN_OUTCOME',
      8,
      /banned/,
    ],
    [
      '1013, already imported',
      { code: 1013, message: 'Transaction Already Imported' },
      'E_UNKNOWN_OUTCOME',
      8,
      /Already/,
    ],
  ]
  it.each(refusals)('by the error %s', async (_, error, code, exit, says) => {
    stage = await openStage()
    const bad = stage.keep(
      await relay(stage.devnet.endpoint, {
        request: ({ method }) => (method.startsWith('author_') ? { error } : undefined),
      }),
    )
    const ran = await stage.home.run(...stage.trade([...all45, '--json'], bad.endpoint))
    const document = expectErrorDocument(ran, { code, exit, says })
    expect(document.error.journal).toBe((await stage.journal())[0].entry)
    expect(await stage.node.height()).toBe(0)
  })
})

describe('a trade whose outcome cannot be known', () => {
  it('the connection closes after the bytes left', async () => {
    stage = await openStage()
    const bad = stage.keep(
      await relay(stage.devnet.endpoint, {
        answer({ method, hangUp }) {
          if (method.startsWith('author_')) hangUp()
          return undefined
        },
      }),
    )
    const { signed } = await expectUnknown(stage.home.run(...stage.trade([...all45, '--json'], bad.endpoint)))
    // It did execute, and the journal's hash finds it.
    expect(await stage.node.height()).toBe(1)
    const { block } = await stage.node.request(
      'chain_getBlock',
      await stage.node.request('chain_getBlockHash', 1),
    )
    expect(block.extrinsics).toContain(signed.bytes)
  })

  it('the connection closes before the node got them, which looks the same', async () => {
    stage = await openStage()
    const bad = stage.keep(
      await relay(stage.devnet.endpoint, {
        request({ method, hangUp }) {
          if (!method.startsWith('author_')) return undefined
          hangUp()
          return 'drop'
        },
      }),
    )
    await expectUnknown(stage.home.run(...stage.trade([...all45, '--json'], bad.endpoint)))
    expect(await stage.node.height()).toBe(0)
  })

  it('--timeout runs out while it waits for a block', async () => {
    stage = await openStage('--seal', 'manual')
    await expectUnknown(stage.home.run(...stage.trade([...all45, '--json', '--timeout', '4s'])))
    expect(await stage.node.pending()).toHaveLength(1)
  })

  it('the pool drops it', async () => {
    stage = await openStage('--seal', 'manual')
    const running = stage.home.start(...stage.trade([...all45, '--json']))
    await stage.node.untilPending(1)
    const [{ hash }] = (await stage.journal()) as [Envelope]
    await stage.node.request('author_removeExtrinsic', [{ hash }])
    const { document } = await expectUnknown(running.ended)
    expect(document.error.message).toContain("'dropped'")
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('%s while it waits for a block', async signal => {
    stage = await openStage('--seal', 'manual')
    const running = stage.home.start(...stage.trade([...all45, '--json']))
    await stage.node.untilPending(1)
    running.child.kill(signal)
    const { document } = await expectUnknown(running.ended)
    expect(document.error.message).toContain('interrupted')
  })

  it('people are told the transaction and the journal entry', async () => {
    stage = await openStage('--seal', 'manual')
    const running = stage.home.start(...stage.trade(all45))
    await stage.node.untilPending(1)
    running.child.kill('SIGINT')
    const ran = await running.ended
    expectErrorText(ran, { code: 'E_UNKNOWN_OUTCOME', exit: 8 })
    const [{ hash, entry }] = (await stage.journal()) as [Envelope]
    expect(ran.stderr).toContain(hash)
    expect(ran.stderr.trimEnd().split('\n').at(-1)).toContain(`Journal entry ${entry}.`)
  })
})

describe('a trade that stops before it is sent', () => {
  it('SIGINT: exit 130, nothing sent, no journal', async () => {
    stage = await openStage()
    let reach = () => {}
    const reached = new Promise<void>(resolve => {
      reach = resolve
    })
    const silent = stage.keep(
      await relay(stage.devnet.endpoint, {
        request({ method }) {
          if (method !== 'system_accountNextIndex') return undefined
          reach()
          return 'drop'
        },
      }),
    )
    const running = stage.home.start(...stage.trade([...all45, '--json'], silent.endpoint))
    await reached
    running.child.kill('SIGINT')
    const document = expectErrorDocument(await running.ended, { code: 'E_INTERRUPTED', exit: 130 })
    expect(document.error.sent).toBe('no')
    expect(await stage.journal()).toEqual([])
    expect(await stage.node.height()).toBe(0)
  })

  /** A relay that lets `act` happen on the chain between the plan that is shown and the one that is signed. */
  const between = async (act: () => Promise<unknown>) =>
    stage.keep(
      await relay(stage.devnet.endpoint, {
        async request({ method, params, before }) {
          // The header of the genesis is asked for first, then the best one for each plan.
          if (method === 'chain_getHeader' && params.length === 0 && before === 2) await act()
          return undefined
        },
      }),
    )
  const other =
    (...words: readonly string[]) =>
    async () => {
      const args = stage.trade(['swap', '--hotkey', 'coldkey_2/hot_1', ...words])
      expect((await stage.home.run(...args, '--wallet', 'coldkey_2')).code).toBe(0)
    }
  const all64 = ['swap', '--hotkey', 'coldkey_2/hot_1', '--origin', '64', '--destination', '0', '--all']

  it('the quote got worse: exit 3 under --yes, with the new quote', async () => {
    stage = await openStage()
    const { endpoint } = await between(other('--origin', '64', '--destination', '0', '--amount', '100'))
    const ran = await stage.home.run(...stage.trade([...all64, '--json'], endpoint))
    const document = expectErrorDocument(ran, { code: 'E_QUOTE_WORSE', exit: 3 })
    expect(document.error).toMatchObject({ sent: 'no', retryable: true })
    expect(document.data.kind).toBe('planned')
    expect(await stage.node.height()).toBe(1)
    expect(await stage.node.pending()).toEqual([])
  })

  it('the quote got better: it goes ahead and receives the new one', async () => {
    stage = await openStage()
    await other('--origin', '64', '--destination', '0', '--amount', '100')()
    const { document } = await stage.home.json(...stage.trade([...all64, '--dry-run']))
    const shown = BigInt(document.data.trades[0].quoted.rao)
    const { endpoint } = await between(other('--origin', '0', '--destination', '64', '--all'))
    const done = await stage.home.json(...stage.trade(all64, endpoint))
    expect(done.code).toBe(0)
    const [trade] = done.document.data.trades
    expect(BigInt(trade.quoted.rao)).toBeGreaterThan(shown)
    expect(trade.received).toEqual(trade.quoted)
  })
})
