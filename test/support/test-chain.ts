import { defaultScenario } from '../../devnet/scenario/default.ts'
import type { Scenario } from '../../devnet/scenario/schema.ts'
import { developmentKey, developmentWallets } from '../../devnet/scenario/wallet-keys.ts'
import { type RunningDevnet, type RuntimeChoice, type StartOptions, startDevnet } from '../../devnet/start.ts'
import { parseAddress } from '../../src/chain/address.ts'
import type { Chain } from '../../src/chain/chain.ts'
import { connectChain } from '../../src/chain/connect.ts'
import { findNetwork } from '../../src/chain/network/network.ts'
import type { KeptRuntimes } from '../../src/chain/read/runtime.ts'
import type { Host } from '../../src/host/types.ts'
import { writePlainWallet } from '../../src/wallet/write.ts'
import { type MemoryFiles, memoryFiles } from './memory-files.ts'
import { once } from './once.ts'
import { ownMetadata } from './runtimes.ts'
import { HOME, noChance, testClock } from './test-host.ts'

const keyOf = (name: string) => parseAddress(developmentKey(name).address)

export const coldkey1 = keyOf('coldkey_1')
export const coldkey2 = keyOf('coldkey_2')
export const hot25 = keyOf('coldkey_1/hot_25')
export const hot26 = keyOf('coldkey_1/hot_26')
export const hot1 = keyOf('coldkey_2/hot_1')

export type ChainOptions = Pick<StartOptions, 'scenario' | 'seal'> & RuntimeChoice

/** A development chain on which every delay is over at the next turn; its metadata is shared with all others. */
export function startChain(options: ChainOptions = {}): Promise<RunningDevnet> {
  const clock = {
    after(_milliseconds: number, work: () => void) {
      const timer = setImmediate(work)
      return () => clearImmediate(timer)
    },
  }
  const { profile, metadata = ownMetadata(), ...others } = options
  return startDevnet({ clock, ...others, ...(profile ? { profile } : { metadata }) })
}

/** A JSON-RPC message as text would carry it. */
export interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: readonly unknown[]
  readonly [key: string]: unknown
}

export interface Meddling {
  /** A request on its way to the node; nothing keeps it from the node, a text is what the client gets instead. */
  request?(message: Message): Message | string | undefined
  /** A text on its way to the client. */
  answer?(text: string): string | undefined
}

/** Connections to a chain in process that carry the same texts a socket would. Any URL leads to it. */
export function connectTo(devnet: Pick<RunningDevnet, 'connect'>, meddling: Meddling = {}): Host['connect'] {
  return async (_url, { onMessage, onClose }) => {
    let isOpen = true
    const deliver = (text: string) =>
      setImmediate(() => {
        const seen = meddling.answer ? meddling.answer(text) : text
        if (isOpen && seen !== undefined) onMessage(seen)
      })
    const end = () => {
      if (!isOpen) return
      isOpen = false
      line.close()
      onClose('connection closed')
    }
    const line = devnet.connect({ send: deliver, hangUp: end })
    return {
      send(text) {
        const message: Message = JSON.parse(text)
        const passed = meddling.request ? meddling.request(message) : message
        if (typeof passed === 'string') deliver(passed)
        else if (passed) line.receive(JSON.stringify(passed))
      },
      close: end,
    }
  }
}

/** A Chain as commands get it, over an in-process connection. */
export function openChain(devnet: RunningDevnet, meddling?: Meddling, kept?: KeptRuntimes): Promise<Chain> {
  return connectChain(findNetwork('local'), {
    connect: connectTo(devnet, meddling),
    clock: testClock(),
    random: noChance,
    patience: () => 30_000,
    givenUp: new AbortController().signal,
    ...(kept && { kept }),
  })
}

/** Deriving keys is most of the time that a home in memory takes. */
const defaultWallets = once(() => developmentWallets(defaultScenario))

/** The scenario's wallets in a home in memory. */
export async function filesWithWallets(scenario: Scenario = defaultScenario): Promise<MemoryFiles> {
  const files = memoryFiles()
  const wallets = scenario === defaultScenario ? defaultWallets() : developmentWallets(scenario)
  for (const wallet of wallets) {
    await writePlainWallet(files, `${HOME}/.bittensor/wallets`, wallet)
  }
  return files
}
