import { createEdition, type Edition } from '../../../devnet/node/edition.ts'
import { profileMetadata, profiles } from '../../../devnet/profile/profile.ts'
import { apply } from '../../../devnet/runtime/apply.ts'
import { dispatch } from '../../../devnet/runtime/dispatch.ts'
import { execution } from '../../../devnet/runtime/execution.ts'
import { DispatchFailure } from '../../../devnet/runtime/failure.ts'
import { termsUnder } from '../../../devnet/runtime/terms.ts'
import type { KeyPart } from '../../../devnet/state/item.ts'
import { createState } from '../../../devnet/state/state.ts'
import { account } from '../../../devnet/state/system.ts'
import type { DispatchCall, Genesis, RuntimeEvent } from '../../../devnet/types.ts'
import type { Reader } from '../../../src/chain/reader.ts'
import { author, key } from '../../devnet/runtime/chain.ts'
import { once } from '../once.ts'
import { ownMetadata } from '../runtimes.ts'

/** A chain's rules and what a client reads of its state, without blocks, SCALE or signatures. */
export interface QuoteStage {
  readonly reader: Reader
  free(who: string): bigint
  stake(hotkey: string, coldkey: string, netuid: number): bigint
  /** Runs a call, its fee paid by somebody else. Answers the chain's error, or undefined. */
  run(signer: string, call: DispatchCall): string | undefined
  /** Runs a call as an extrinsic of its signer, who pays. Answers the chain's error, or undefined. */
  pay(signer: string, call: DispatchCall): string | undefined
  /** What an extrinsic with this call costs. Unit: rao. */
  feeOf(call: DispatchCall): bigint
  readonly events: readonly RuntimeEvent[]
}

const editions = {
  present: once(() => createEdition(ownMetadata())),
  next: once(() => createEdition(profileMetadata('next'), profiles.next.terms)),
}

/** Which rules a case plays under. `blind` is the present ones seen by a client that cannot read the pools' weights. */
export type Rulebook = keyof typeof editions | 'blind'

const LENGTH = 150

export function quoteStage(rulebook: Rulebook, genesis: Omit<Genesis, 'timestamp' | 'author'>): QuoteStage {
  const edition = editions[rulebook === 'blind' ? 'present' : rulebook]()
  const { rules, runtime, terms: of } = edition
  const terms = termsUnder(runtime, of)
  const state = createState()
  rules.genesis(state, { timestamp: 1_700_000_000_000n, author, ...genesis })
  const block = {
    number: 1,
    parentHash: `0x${'11'.repeat(32)}`,
    timestamp: 1_700_000_012_000n,
    author,
  } as const
  rules.initialize(state, block)
  const at = execution(state, block, runtime, terms)
  state.enter({ type: 'ApplyExtrinsic', value: 0 })
  const attempt = (work: () => void) => {
    try {
      state.transact(work)
      return undefined
    } catch (failure) {
      if (failure instanceof DispatchFailure) return failure.message
      throw failure
    }
  }
  return {
    reader: readerOf(
      edition,
      rulebook === 'blind',
      (api, args) => (rules.apis[api] as (...all: readonly unknown[]) => unknown)(state, ...args),
      (pallet, item, args) => edition.registry.stored(state, pallet, item, args),
    ),
    free: who => state.read(account, who).data.free,
    stake: (hotkey, coldkey, netuid) => {
      const read = rules.apis.StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid
      return (
        (read as (...all: readonly unknown[]) => unknown)(state, hotkey, coldkey, netuid) as { stake: bigint }
      ).stake
    },
    run: (signer, call) => attempt(() => void dispatch(at, signer, call)),
    pay(signer, call) {
      const signed = { signer, call, nonce: state.read(account, signer).nonce, tip: 0n, length: LENGTH }
      const invalid = rules.validate(state, signed)
      if (invalid !== undefined) return `Transaction.${JSON.stringify(invalid).replaceAll('"', '')}`
      apply(at, 0, signed)
      const failed = state.events.find(({ name }) => name === 'ExtrinsicFailed')
      return failed && nameOf(edition, failed.fields)
    },
    feeOf: call => rules.dispatchInfo(state, call, LENGTH).partialFee,
    get events() {
      return state.events
    },
  }
}

function readerOf(
  { runtime }: Edition,
  blind: boolean,
  api: (name: string, args: readonly unknown[]) => unknown,
  stored: (pallet: string, item: string, args: readonly KeyPart[]) => unknown,
): Reader {
  const hidden = (item: string) => blind && item === 'SwapBalancer'
  return {
    runtime: {
      ...runtime,
      storage: (pallet, item) => (hidden(item) ? undefined : runtime.storage(pallet, item)),
    },
    api: async (name, method, args) => api(`${name}_${method}`, args),
    storage: async (pallet, item, args) =>
      stored(pallet, item, args as readonly KeyPart[]) ?? runtime.storage(pallet, item)?.fallback,
    constant: (pallet, name) => runtime.constant(pallet, name),
    call: async () => {
      throw new Error('no raw calls')
    },
  }
}

function nameOf({ runtime }: Edition, fields: unknown): string {
  const { dispatch_error: error } = fields as {
    readonly dispatch_error: {
      readonly type: string
      readonly value?: { index: number; error: string; type?: string }
    }
  }
  const { type, value } = error
  if (value?.type !== undefined) return `${type}.${value.type}`
  if (value === undefined) return type
  const found = runtime.variantAt('errors', value.index, Number.parseInt(value.error.slice(2, 4), 16))
  return `${found?.pallet}.${found?.name}`
}

export const coldkey = key(2)
export const stranger = key(3)
export const hotOne = key(11)
export const hotTwo = key(12)
