import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addStake, signed, watch } from '../devnet/control/signed.ts'
import { load } from '../support/kill.ts'
import { HONEST, LIAR, LIAR_AGAIN, type LiarScene, openLiarScene } from '../support/liars.ts'
import { always, lyingEndpoint } from '../support/lying-endpoint.ts'
import { connectTo, startChain } from '../support/test-chain.ts'
import { HOME, START } from '../support/test-host.ts'

// An endpoint that says of a transaction that did execute that it did not must not make anybody trade twice.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const base = ['--wallet', 'coldkey_1', '--yes']
const swap = ['stake', 'swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '1']
const named = [...swap, ...base, '--intent-id', 'rebalance-7']
const at = (url: string, argv: readonly string[] = named) => [...argv, '--network', url]

let scene: LiarScene
const local = ['--network', 'local']
beforeAll(() =>
  load(
    [...named, ...local],
    ['journal', 'audit', ...local],
    ['journal', 'resume', ...local],
    ['journal', 'show', '0'],
  ),
)
beforeEach(async () => {
  scene = await openLiarScene()
})
afterEach(() => scene.stop())

/** Empty final blocks in place of all since the trade was signed, up to a head of now. */
function deny(nonce?: number): void {
  const tellsNonce = nonce !== undefined
  scene.lie({
    says: 'dropped',
    invention: () => ({
      ...{ base: 1, count: scene.devnet.chain.tree.best().header.number + 40 },
      ...{ time: scene.clock.now(), tellsNonce },
      ...(nonce !== undefined && { nonce }),
    }),
  })
}

/** A trade that executes, and of which its endpoint says that it did not. */
async function denied(): Promise<string> {
  deny()
  const { code, document } = await scene.run(at(LIAR))
  expect([code, document.error.code], document.error.message).toEqual([9, 'E_EXPIRED'])
  expect(scene.executions()).toBe(1)
  return document.error.journal
}

describe('a trade that executed, and was denied by invented final blocks', () => {
  test('is not believed to be over before its era can be', async () => {
    deny()
    const { code, document } = await scene.run([...at(LIAR), '--timeout', '60s'])
    expect([code, document.error.code]).toEqual([8, 'E_UNKNOWN_OUTCOME'])
    expect(document.error.message).toContain('its era cannot be over')
  })

  test.each([
    ['minutes', 5 * MINUTE],
    ['an hour', HOUR],
    ['days', 50 * HOUR],
  ])('is found when it is repeated %s later at an honest endpoint, and not made twice', async (_, later) => {
    const entry = await denied()
    scene.pass(later)
    const { code, document } = await scene.run(at(HONEST))
    expect([code, document.data?.kind, document.data?.journal]).toEqual([0, 'finalized', entry])
    expect(scene.executions()).toBe(1)
  })

  test('is not made twice by the same endpoint, whatever nonce it tells', async () => {
    await denied()
    for (const nonce of [undefined, 0, 1, 2, 7]) {
      scene.pass(3 * HOUR)
      deny(nonce)
      await scene.run(at(LIAR))
      expect(scene.executions()).toBe(1)
    }
  })

  test('is in doubt where the endpoint says that somebody used its nonce; how to go on is told', async () => {
    const entry = await denied()
    scene.pass(3 * HOUR)
    deny(1)
    const { code, document } = await scene.run(at(LIAR))
    expect([code, document.error.code, document.error.journal]).toEqual([3, 'E_ENTRY_DOUBT', entry])
    expect(document.error.hint).toContain('--confirm-with')
    const asked = await scene.run([...at(LIAR), '--confirm-with', HONEST])
    expect([asked.code, asked.document.data?.journal]).toEqual([0, entry])
    expect(scene.executions()).toBe(1)
  })

  test.each([
    ['after its era', 16, 3],
    ['before it', 0, 0],
  ])('is not taken for replaced by itself, where the endpoint shows it in a block %s', async (_, period, further) => {
    scene.pass(MINUTE)
    const entry = await denied()
    const { bytes, firstBlock } = (await scene.run(['journal', 'show', entry])).document.data
    const birth = { number: firstBlock.number + period, hash: firstBlock.hash }
    const holds = { bytes, number: birth.number + further, birth }
    const told = { base: 1, count: scene.devnet.chain.tree.best().header.number + 80 }
    scene.pass(3 * HOUR)
    const invention = () => ({ ...told, time: scene.clock.now(), nonce: 1, tellsNonce: true, holds })
    scene.lie({ says: 'dropped', invention })
    const { code, document } = await scene.run(at(LIAR))
    expect(scene.executions()).toBe(1)
    expect([code, document.error.code, document.error.journal]).toEqual([3, 'E_ENTRY_DOUBT', entry])
  })

  test('stays in doubt where two addresses of one host say so: that is one word', async () => {
    const entry = await denied()
    scene.pass(3 * HOUR)
    deny(1)
    const { code, document } = await scene.run([...at(LIAR), '--fallback', LIAR_AGAIN])
    expect(scene.executions()).toBe(1)
    expect([code, document.error.code, document.error.journal]).toEqual([3, 'E_ENTRY_DOUBT', entry])
  })

  test.each([
    '--confirm-with',
    '--fallback',
  ])('is told right where an honest endpoint is named by %s', async flag => {
    deny()
    const { code, document } = await scene.run([...at(LIAR), flag, HONEST])
    expect([code, document.data?.kind], document.error?.message).toEqual([0, 'finalized'])
    expect(scene.executions()).toBe(1)
  })
})

test('one endpoint that denies it, and one that shows it in a block that is not final: unknown, until it is', async () => {
  const { tree } = scene.devnet.chain
  const SLOW = 'ws://slow.example:9944'
  const slow = lyingEndpoint(scene.devnet, always('chain_getFinalizedHead', tree.at(1)?.hash))
  deny()
  const { code, document } = await scene.run([...at(LIAR), '--confirm-with', SLOW], { [SLOW]: slow.connect })
  expect([code, document.error.code]).toEqual([8, 'E_UNKNOWN_OUTCOME'])
  expect(document.error.message).toMatch(/slow\.example:9944 shows it in block \d+, which is not final/)
  const resumed = await scene.run(['journal', 'resume', document.error.journal, '--network', HONEST])
  expect([resumed.code, scene.executions()]).toEqual([0, 1])
})

test('one endpoint that shows it and one that shows what replaced it: unknown, until a third is asked', async () => {
  // Another branch from block 1 on, on which another transaction of the coldkey has nonce 0.
  const branch = await startChain({ seal: { kind: 'manual' } })
  const OTHER = 'ws://other.example:9944'
  try {
    branch.control.time.set(START + 1)
    branch.newBlock()
    expect(branch.chain.tree.at(1)?.hash).toBe(scene.devnet.chain.tree.at(1)?.hash)
    await watch(branch, signed(branch, 'coldkey_1', 0, addStake(8, 1_000_000_000n)))
    for (let block = 0; block < 20; block += 1) branch.newBlock()
    branch.control.blocks.finalize()
    const sent = await scene.run([...at(HONEST), '--timeout', '6s'])
    expect(sent.code).toBe(8)
    scene.pass(5 * MINUTE)
    const more = { [OTHER]: connectTo(branch) }
    const resume = ['journal', 'resume', sent.document.error.journal, '--network']
    const { code, document } = await scene.run([...resume, OTHER, '--confirm-with', HONEST], more)
    expect([code, document.error.code]).toEqual([8, 'E_UNKNOWN_OUTCOME'])
    expect(document.error.message).toMatch(
      /contradict each other: ws:\/\/honest.*Ask a third, with --network/,
    )
    expect((await scene.run([...resume, HONEST])).code).toBe(0)
  } finally {
    await branch.stop()
  }
})

describe('a trade that really did not execute', () => {
  test('is made when it is repeated, with the same nonce, and its first entry is settled by that', async () => {
    scene.lie({ passesOn: false })
    const first = await scene.run(at(LIAR))
    expect(first.document.error.code).toBe('E_EXPIRED')
    expect((await scene.run(at(HONEST))).code).toBe(0)
    expect((await scene.run(at(HONEST, [...swap, ...base]))).code).toBe(0)
    expect(scene.executions()).toBe(2)
    const { document } = await scene.run(['journal', 'show', first.document.error.journal])
    expect(document.error).toBe(undefined)
    expect(document.data).toMatchObject({ state: 'rejected' })
    expect(document.data.changes.at(-1)).toMatchObject({
      proof: 'replaced',
      evidence: { usedBy: { number: expect.any(Number) } },
    })
  })

  test('of which a named endpoint cannot tell: that one is named, and it is safe to repeat', async () => {
    scene.lie({ passesOn: false })
    const down = 'ws://down.example:9944'
    const { code, document } = await scene.run([...at(LIAR), '--fallback', down])
    expect([code, document.error.code]).toEqual([9, 'E_EXPIRED'])
    const { document: shown } = await scene.run(['journal', 'show', document.error.journal])
    expect(shown.data.changes.at(-1).evidence.silent).toMatchObject([{ endpoint: down }])
  })
})

describe('a block that the journal says is final', () => {
  const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
  /** The journal as it would be had another block been noted. */
  const noted = async (hash: string) => {
    const { document } = await scene.run(at(HONEST))
    const text = scene.files.text(JOURNAL)?.replaceAll(document.data.extrinsic.blockHash, hash) ?? ''
    await scene.files.write(JOURNAL, new TextEncoder().encode(text), { mode: 0o600 })
    scene.pass(HOUR)
    return document.data
  }

  test('is taken back where it is without the transaction: what became of that is found out anew', async () => {
    const first = await noted(`${scene.devnet.chain.tree.at(1)?.hash}`)
    const { code, document } = await scene.run(at(HONEST))
    expect([code, document.warnings.map((each: { code: string }) => each.code)]).toEqual([
      0,
      ['W_TAKEN_BACK'],
    ])
    expect(document.data.extrinsic).toEqual(first.extrinsic)
    expect(scene.executions()).toBe(1)
  })

  test('is not taken back by an endpoint that does not know it: nothing is sold again', async () => {
    await noted(`0x${'ab'.repeat(32)}`)
    const { code, document } = await scene.run(at(HONEST))
    expect([code, document.error.code]).toEqual([8, 'E_UNKNOWN_OUTCOME'])
    expect(document.error.message).toContain('which is final')
    expect(scene.executions()).toBe(1)
  })
})

describe('journal audit', () => {
  const audit = (url: string) => scene.run(['journal', 'audit', '--network', url])

  test('confirms what an honest endpoint has, and is silent about what it cannot tell', async () => {
    expect((await scene.run(at(HONEST))).code).toBe(0)
    scene.pass(5 * MINUTE)
    const { code, document } = await audit(HONEST)
    expect([code, document.data.entries]).toMatchObject([0, [{ state: 'finalized', result: 'confirmed' }]])
  })

  test('contradicts a verdict that was false, names how to note it, and resume notes it', async () => {
    const entry = await denied()
    scene.pass(HOUR)
    const { code, document } = await audit(HONEST)
    expect([code, document.error.code, document.error.journal]).toEqual([8, 'E_CONTRADICTED', entry])
    expect(document.error.hint).toContain(`journal resume ${entry}`)
    expect(document.data.entries).toMatchObject([{ state: 'expired', result: 'contradicted' }])
    expect((await scene.run(['journal', 'resume', entry, '--network', HONEST])).code).toBe(0)
    expect((await audit(HONEST)).code).toBe(0)
  })

  test('finds out a liar who denies what is done', async () => {
    expect((await scene.run(at(HONEST))).code).toBe(0)
    scene.pass(5 * MINUTE)
    deny()
    const { code, document } = await audit(LIAR)
    expect([code, document.data.entries]).toMatchObject([8, [{ state: 'finalized', result: 'contradicted' }]])
  })
})
