import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import { variantsOf } from '../support/false-metadata.ts'
import {
  always,
  falseMetadata,
  type Lie,
  lyingEndpoint,
  pretending,
  retold,
} from '../support/lying-endpoint.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, startTaoctl, taoctl, until } from '../support/test-host.ts'

const SECOND = 'ws://127.0.0.1:9955'
const JOURNAL = `${HOME}/.local/state/taoctl/journal/journal.ndjson`
const swap = [
  ...['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25'],
  ...['--origin', '45', '--destination', '0', '--yes', '--json', '--confirm-with', SECOND],
]

const TEN = ['--amount', '10']

let devnet: RunningDevnet
let files: MemoryFiles
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
})
afterEach(() => devnet.stop())

const height = () => devnet.chain.tree.best().header.number

/** Two endpoints of one chain. */
function endpoints(lies: readonly Lie[], liesOfSecond: readonly Lie[] = []) {
  const [first, second] = [lyingEndpoint(devnet, ...lies), lyingEndpoint(devnet, ...liesOfSecond)]
  const connect: Host['connect'] = (url, options) => (url === SECOND ? second : first).connect(url, options)
  return { connect, asked: () => [...first.asked, ...second.asked].map(({ method }) => method) }
}

async function run(lies: readonly Lie[], ...more: readonly string[]) {
  const { connect, asked } = endpoints(lies)
  const ended = await taoctl([...swap, ...more], { files, connect })
  return { ...ended, document: documentOf(ended), asked: asked() }
}

test('a second endpoint that agrees: the trade goes ahead, and a person is told', async () => {
  const { code, document } = await run([], ...TEN)
  expect([code, document.data.kind]).toEqual([0, 'finalized'])
  const human = [...swap, ...TEN].filter(word => word !== '--json')
  const { err } = await taoctl(human, { files, connect: endpoints([]).connect })
  expect(err).toContain(`Confirmed by ${SECOND}`)
})

const accepted = always('TaggedTransactionQueue_validate_transaction', '0x010001')
const u64 = (value: bigint) => Buffer.from(BigUint64Array.of(value).buffer).toString('hex')
const STAKE = ['StakeInfoRuntimeApi', 'get_stake_info_for_hotkey_coldkey_netuid'] as const

const nonce: Lie = ({ method }) => (method === 'system_accountNextIndex' ? 7 : undefined)
const quote = retold(
  () => devnet,
  'SwapRuntimeApi',
  'sim_swap_alpha_for_tao',
  told => ({
    ...told,
    tao_amount: told.tao_amount + 1n,
  }),
)
const stake = retold(
  () => devnet,
  ...STAKE,
  told => ({ ...told, stake: told.stake / 2n }),
)
const balance: Lie = ({ method }, truth) => {
  const [hundred, two] = [u64(100_000_000_000n), u64(200_000_000_000n)]
  const isAccount = method === 'state_getStorage' && `${truth}`.includes(hundred)
  return isAccount ? `${truth}`.replace(hundred, two) : undefined
}
const spec: Lie = ({ method }, truth) =>
  method === 'state_getRuntimeVersion' ? { ...truth, specVersion: truth.specVersion - 1 } : undefined
const calls = falseMetadata(metadata => {
  for (const call of variantsOf(metadata, 'Balances', 'calls')) call.name += '_x'
})

describe('what was shown is what they are asked about', () => {
  const heads = (tell: (count: number) => void): Lie => {
    let count = 0
    return ({ method, params }) => {
      if (method !== 'chain_getHeader' || params.length !== 0) return undefined
      count += 1
      tell(count)
      return undefined
    }
  }

  test('a quote that lies only while it is shown is refused: the least that is signed for came of it', async () => {
    let isLying = false
    const hear = heads(count => {
      isLying = count < 3
    })
    const low = retold(
      () => devnet,
      'SwapRuntimeApi',
      'sim_swap_alpha_for_tao',
      told => (isLying ? { ...told, tao_amount: (told.tao_amount * 96n) / 100n } : told),
    )
    const { document, asked } = await run([hear, low], ...TEN)
    expect(document.error).toMatchObject({ code: 'E_NOT_CONFIRMED', exit: 3, sent: 'no' })
    expect([asked.includes('author_submitAndWatchExtrinsic'), height()]).toEqual([false, 0])
  })

  test('a pool that falls meanwhile is none of a lie: they keep the least and the limit that were shown', async () => {
    const fall = heads(count => {
      if (count !== 3) return
      devnet.control.storage.write('SubtensorModule', 'SubnetTAO', [45], 90_000n * 10n ** 9n)
      devnet.control.blocks.make()
    })
    const { code, document } = await run([fall], ...TEN)
    expect([code, document.error]).toEqual([0, undefined])
    expect(document.data.trades[0].minReceived.decimal).toBe('0.344837366')
  })
})

/** Lets time pass until a run is over. */
async function untilOver(run: ReturnType<typeof startTaoctl>): Promise<void> {
  let isOver = false
  void run.ended.then(() => {
    isOver = true
  })
  await until(() => {
    run.clock.advance(100)
    return isOver
  })
}

describe('a lie of the first endpoint is refused, and both values are named', () => {
  test.each<[string, readonly Lie[], string]>([
    ['nonce', [nonce], 'next nonce of the coldkey: 0 there, 7 here'],
    ['quote', [quote], 'plan (trades 1 quoted): 0.346570218 τ on root there, 0.346570219 τ on root here'],
    ['stake', [stake], 'plan (trades 1 sold): 21.536911597 alpha 45 there, 10.768455798 alpha 45 here'],
    ['free balance', [balance], 'free balance: 100 TAO there, 200 TAO here'],
    ['spec version', [spec, accepted], 'spec version: 425 there, 424 here'],
    ['metadata', [calls, accepted], 'digest of the metadata: 0x'],
    ['genesis', [pretending(`0x${'ab'.repeat(32)}`), accepted], 'genesis: 0x'],
  ])('%s', async (name, lies, says) => {
    const amount = name === 'stake' ? ['--all'] : TEN
    for (const more of [[], ['--dry-run']]) {
      const { code, document, asked } = await run(lies, '--unprotected', ...amount, ...more)
      expect([code, document.error.code]).toEqual([3, 'E_NOT_CONFIRMED'])
      expect(document.error.message).toContain(says)
      expect(document.error.sent).toBe('no')
      expect(asked.filter(method => method.startsWith('author_'))).toEqual([])
    }
    expect([files.text(JOURNAL), height()]).toEqual([undefined, 0])
  })

  test('a plan that the second endpoint says cannot go ahead', async () => {
    const { connect } = endpoints([], [stake])
    const { error } = documentOf(await taoctl([...swap, '--amount', '20'], { files, connect }))
    expect(error.code).toBe('E_NOT_CONFIRMED')
    expect(error.message).toContain('20 is more than the 10.768455798 staked on subnet 45')
  })
})

test('metadata that differs in its docs alone has the same digest', async () => {
  const docs = falseMetadata(metadata => {
    for (const call of variantsOf(metadata, 'SubtensorModule', 'calls')) call.docs = ['Other words.']
  })
  expect((await run([docs], ...TEN)).code).toBe(0)
})

describe('a second endpoint that has not heard of the block', () => {
  /** Knows blocks by their hash from the given question on. */
  const behind = (from: number): Lie => {
    let asked = 0
    return ({ method, params }) => {
      if (method !== 'chain_getHeader' || params[0] === undefined || params[0] === devnet.genesisHash) return
      asked += 1
      return asked < from ? null : undefined
    }
  }
  const start = (from: number) => {
    devnet.newBlock()
    return startTaoctl([...swap, ...TEN], { files, connect: endpoints([], [behind(from)]).connect })
  }

  test('is waited for', async () => {
    const run = start(4)
    await untilOver(run)
    expect((await run.ended).code).toBe(0)
  })

  test('is not waited for longer than blocks take to travel', async () => {
    const run = start(1000)
    await untilOver(run)
    const document = documentOf(await run.ended)
    expect(document.error).toMatchObject({ code: 'E_NOT_CONFIRMED', exit: 3, retryable: true, sent: 'no' })
    expect(document.error.message).toContain('block 1: unknown there')
    expect([files.text(JOURNAL), height()]).toEqual([undefined, 1])
  })
})

describe('a second endpoint that cannot be asked', () => {
  test('ends the command with its own error, and nothing is sent', async () => {
    const { connect } = endpoints([])
    const down: Host['connect'] = async (url, options) => {
      if (url === SECOND) throw new Error('connection refused')
      return connect(url, options)
    }
    const run = startTaoctl([...swap, ...TEN, '--timeout', '30s'], { files, connect: down })
    await untilOver(run)
    const { error } = documentOf(await run.ended)
    expect([error.exit, error.sent, height()]).toEqual([6, 'no', 0])
  })

  test.each([
    ['ws://example.org', 'E_INSECURE_ENDPOINT'],
    ['fineny', 'E_NETWORK_UNKNOWN'],
    ['ws://127.0.0.1:9944', 'E_USAGE'],
    ['local', 'E_USAGE'],
  ])('%s is a usage error before anyone is asked', async (second, code) => {
    const ended = await taoctl([...swap, ...TEN, '--confirm-with', second], { files })
    expect([ended.code, documentOf(ended).error.code]).toEqual([2, code])
  })
})
