import { ApiPromise, Keyring } from '@polkadot/api'
import type { SubmittableExtrinsic } from '@polkadot/api/types'
import type { KeyringPair } from '@polkadot/keyring/types'
import type { ISubmittableResult } from '@polkadot/types/types'
import type { TransactionStatus } from '../../../devnet/node/status.ts'
import { developmentKey } from '../../../devnet/scenario/wallet-keys.ts'
import {
  type RunningDevnet,
  type RuntimeChoice,
  type StartOptions,
  startDevnet,
} from '../../../devnet/start.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'

export type Tx = SubmittableExtrinsic<'promise', ISubmittableResult>

/** A chain in process with a client, on a clock that stands still. */
export interface Bench {
  readonly devnet: RunningDevnet
  readonly clock: ManualClock
  readonly api: ApiPromise
  /** Hex of a signed extrinsic. */
  sign(tx: Tx, key: KeyringPair, options?: Record<string, unknown>): Promise<`0x${string}`>
  /** Submits a signed extrinsic; the list grows as statuses arrive. */
  watch(signed: `0x${string}`): Promise<TransactionStatus[]>
  stop(): Promise<void>
}

export const hot25 = developmentKey('coldkey_1/hot_25').address
export const hot26 = developmentKey('coldkey_1/hot_26').address

/** The key pair of a development wallet. */
export function pairOf(name: string): KeyringPair {
  return new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromMnemonic(developmentKey(name).mnemonic)
}

/** Extensions of subtensor that write nothing, so that the client knows them. */
const nothing = { extrinsic: {}, payload: {} }
export const signedExtensions = {
  SudoTransactionExtension: nothing,
  CheckShieldedTxValidity: nothing,
  SubtensorTransactionExtension: nothing,
  DrandPriority: nothing,
}

export async function startBench(
  options: Pick<StartOptions, 'seal' | 'scenario'> & RuntimeChoice = {},
): Promise<Bench> {
  const clock = createManualClock()
  const devnet = await startDevnet({ clock, seal: { kind: 'manual' }, ...options })
  const api = await ApiPromise.create({ provider: devnet.provider(), signedExtensions })
  return {
    devnet,
    clock,
    api,
    sign: async (tx, key, signing = {}) => (await tx.signAsync(key, { nonce: 0, ...signing })).toHex(),
    watch: async signed => {
      const statuses: TransactionStatus[] = []
      await devnet.core.subscribe('author_submitAndWatchExtrinsic', [signed], status => {
        statuses.push(status as TransactionStatus)
      })
      return statuses
    },
    stop: async () => {
      await api.disconnect()
      await devnet.stop()
    },
  }
}

/** A call by name; the client's types do not know subtensor. */
export function call(api: ApiPromise, pallet: string, name: string, ...args: readonly unknown[]): Tx {
  const make = api.tx[pallet]?.[name]
  if (make === undefined) throw new Error(`no call ${pallet}.${name}`)
  return make(...args)
}

/** swap_stake of hot_25 to root. */
export const swapToRoot = (api: ApiPromise, netuid: number, alpha: string) =>
  call(api, 'subtensorModule', 'swapStake', hot25, netuid, 0, alpha)

/** Lets messages arrive until a condition holds. @throws Error if it never does */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 10_000; turn += 1) {
    if (holds()) return
    await new Promise(resolve => setImmediate(resolve))
  }
  throw new Error('it never came to hold')
}
