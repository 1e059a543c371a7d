import { AccountId } from '@polkadot-api/substrate-bindings'
import { authorMetadata } from '../../../devnet/metadata/author.ts'
import { profiles } from '../../../devnet/profile/profile.ts'
import { dispatch } from '../../../devnet/runtime/dispatch.ts'
import { execution } from '../../../devnet/runtime/execution.ts'
import { createRules } from '../../../devnet/runtime/rules.ts'
import { type BaseTerms, presentTerms, termsOf, termsUnder } from '../../../devnet/runtime/terms.ts'
import type { Rules } from '../../../devnet/runtime/types.ts'
import { createState, type Snapshot, type State } from '../../../devnet/state/state.ts'
import type {
  BlockContext,
  DispatchCall,
  Genesis,
  GenesisSubnet,
  RuntimeEvent,
  SignedCall,
} from '../../../devnet/types.ts'
import { type Runtime, readRuntime } from '../../../src/scale/runtime.ts'
import { changedByFailure } from '../../support/invariants.ts'
import { once } from '../../support/once.ts'

/** Accounts by a small number: 32 equal bytes. */
export function key(byte: number): string {
  return AccountId(42).dec(new Uint8Array(32).fill(byte))
}

export const author = key(1)
export const alice = key(2)
export const bob = key(3)
export const hotOne = key(11)
export const hotTwo = key(12)
export const unknown = key(99)
const subnetOwner = key(5)

/** Length in bytes that tests give every extrinsic. */
export const length = 150

/** A started subnet with 50/50 weights and the usual fee. */
export function subnet(netuid: number, given: Partial<GenesisSubnet> = {}): GenesisSubnet {
  return {
    netuid,
    name: `subnet ${netuid}`,
    symbol: 'א',
    owner: subnetOwner,
    ownerHotkey: hotOne,
    mechanism: netuid === 0 ? 0 : 1,
    alphaIn: 0n,
    tao: 0n,
    quoteWeight: 500_000_000_000_000_000n,
    feeRate: 33,
    started: true,
    transfers: true,
    tempo: 360,
    ...given,
  }
}

/** The two pools of the fact sheet's vectors. */
export const poolOne = { alphaIn: 2_000_000_000_000_000n, tao: 50_000_000_000_000n }
export const poolTwo = { alphaIn: 3_500_000_000_000_000n, tao: 120_000_000_000_000n }

export interface TestChain {
  readonly state: State
  readonly rules: Rules
  readonly runtime: Runtime
  /** The block at work. */
  readonly block: BlockContext
  /** Goes on in a later block. */
  enter(number: number): void
  /** Sends a call and returns what came of it: `ok`, or the name of the error. */
  send(signer: string, call: DispatchCall): string
  /** What the call sent last changed besides nonce and fee, if it failed, be it inside a proxy. Else nothing. */
  changedByFailure(before: Snapshot): readonly string[]
  /** The events of the call sent last, as `Pallet.Name` with their fields. */
  last(): readonly RuntimeEvent[]
  /** Fields of the first event of this name in the call sent last. */
  event(name: string): unknown
  /** Any stored value by name; undefined where nothing is stored. */
  stored(pallet: string, name: string, ...args: (string | number)[]): unknown
  free(who: string): bigint
  stake(hotkey: string, coldkey: string, netuid: number): bigint
  api<T>(name: string, ...args: unknown[]): T
  /** Runs a staking rule as if another account paid the fee. */
  stakingRule(name: string): (signer: string, args: Readonly<Record<string, unknown>>) => void
}

/** A runtime whose rules are tested. */
export interface TestedRuntime {
  readonly runtime: Runtime
  readonly terms: BaseTerms
}

const own: TestedRuntime = { runtime: readRuntime(authorMetadata().v16), terms: presentTerms }
/** Spec 475 by our own hand. */
export const live = once((): TestedRuntime => {
  const runtime = readRuntime(authorMetadata(profiles.live.runtime).v16)
  return { runtime, terms: termsOf(runtime, profiles.live.terms) }
})

/** Subnets 0, 1 (pool one), 2 (pool two) and 3 (not started); Alice with 1000 TAO and stake on `hotOne`. */
export function testChain(given: Partial<Genesis> = {}, on: TestedRuntime = own): TestChain {
  const { runtime } = on
  const terms = termsUnder(runtime, on.terms)
  const state = createState()
  const rules = createRules(runtime, on.terms)
  rules.genesis(state, {
    timestamp: 1_700_000_000_000n,
    author,
    accounts: [
      { address: alice, free: 1_000_000_000_000n },
      { address: author, free: 1_000_000_000n },
    ],
    hotkeys: [
      { address: hotOne, owner: alice, netuids: [1] },
      { address: hotTwo, owner: bob, netuids: [1, 2] },
    ],
    subnets: [subnet(0), subnet(1, poolOne), subnet(2, poolTwo), subnet(3, { ...poolOne, started: false })],
    positions: [{ coldkey: alice, hotkey: hotOne, netuid: 1, alpha: 10_000_000_000_000n }],
    ...given,
  })
  let block: BlockContext = {
    number: 1,
    parentHash: `0x${'11'.repeat(32)}`,
    timestamp: 1_700_000_012_000n,
    author,
  }
  rules.initialize(state, block)
  rules.applyInherent(state, block, 0)

  let index = 0
  let sent: SignedCall | undefined
  const account = (who: string) =>
    state.stored('System', 'Account', [who]) as { nonce: number; data: { free: bigint } } | undefined
  const last = () =>
    rules.events(state).filter(event => event.phase.type === 'ApplyExtrinsic' && event.phase.value === index)

  return {
    state,
    rules,
    runtime,
    get block() {
      return block
    },
    enter: number => {
      block = { ...block, number }
      index = 0
      rules.initialize(state, block)
      rules.applyInherent(state, block, 0)
    },
    last,
    send: (signer, call) => {
      index += 1
      sent = undefined
      const signed = { signer, call, nonce: account(signer)?.nonce ?? 0, tip: 0n, length }
      const invalid = rules.validate(state, signed)
      if (invalid !== undefined) return `invalid ${JSON.stringify(invalid)}`
      sent = signed
      rules.apply(state, block, index, signed)
      const failed = last().find(event => event.name === 'ExtrinsicFailed')
      return failed === undefined ? 'ok' : errorName((failed.fields as Failed).dispatch_error, runtime)
    },
    changedByFailure: before => {
      const failed = last().find(
        event => event.name === (isUndone(last()) ? 'ExtrinsicSuccess' : 'ExtrinsicFailed'),
      )
      if (sent === undefined || failed === undefined) return []
      const { ref_time, proof_size } = (failed.fields as Failed).dispatch_info.weight
      const used = { refTime: ref_time - terms.weights.baseExtrinsic.refTime, proofSize: proof_size }
      return changedByFailure(execution(state, block, runtime, terms), before, sent, used)
    },
    event: name => last().find(event => event.name === name)?.fields,
    stored: (pallet, name, ...args) => state.stored(pallet, name, args),
    free: who => account(who)?.data.free ?? 0n,
    stake: (hotkey, coldkey, netuid) => {
      const read = rules.apis.StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid as Api
      return (read(state, hotkey, coldkey, netuid) as { stake: bigint }).stake
    },
    stakingRule: name => (signer, args) => {
      dispatch(execution(state, block, runtime, terms), signer, staking(name, args))
    },
    api: <T>(name: string, ...args: unknown[]) => (rules.apis[name] as Api)(state, ...args) as T,
  }
}

/** Whether the last thing a call did was to be undone inside a proxy: what is outermost ends last. */
function isUndone(events: readonly RuntimeEvent[]): boolean {
  const last = events.filter(event => !afterwards.has(event.name)).at(-1)
  return last?.name === 'ProxyExecuted' && !(last.fields as { result: { success: boolean } }).result.success
}

/** Events that follow what a call itself does. */
const afterwards = new Set(['Deposit', 'TransactionFeePaid', 'ExtrinsicSuccess', 'ExtrinsicFailed'])

type Api = (state: State, ...args: unknown[]) => unknown

interface Failed {
  readonly dispatch_error: DispatchError
  readonly dispatch_info: { readonly weight: { readonly ref_time: bigint; readonly proof_size: bigint } }
}

export interface DispatchError {
  readonly type: string
  readonly value: { readonly index: number; readonly error: string } | { readonly type: string } | undefined
}

/** `Pallet.Name` of a module error, else `Kind.Name` or the kind. */
export function errorName(error: DispatchError, runtime: Runtime = own.runtime): string {
  const { type, value } = error
  if (value === undefined) return type
  if ('type' in value) return `${type}.${value.type}`
  const found = runtime.variantAt('errors', value.index, Number.parseInt(value.error.slice(2, 4), 16))
  return found === undefined ? `${value.index}:${value.error}` : `${found.pallet}.${found.name}`
}

/** A call of SubtensorModule. */
export function staking(name: string, args: Readonly<Record<string, unknown>>): DispatchCall {
  return { type: 'SubtensorModule', value: { type: name, value: args } }
}

/** A batch of one of the three kinds. */
export function utility(name: string, calls: readonly DispatchCall[]): DispatchCall {
  return { type: 'Utility', value: { type: name, value: { calls } } }
}

export function swap(origin: number, destination: number, amount: bigint, hotkey = hotOne): DispatchCall {
  return staking('swap_stake', {
    hotkey,
    origin_netuid: origin,
    destination_netuid: destination,
    alpha_amount: amount,
  })
}

export function swapLimit(
  origin: number,
  destination: number,
  amount: bigint,
  limit: bigint,
  partial = false,
): DispatchCall {
  return staking('swap_stake_limit', {
    hotkey: hotOne,
    origin_netuid: origin,
    destination_netuid: destination,
    alpha_amount: amount,
    limit_price: limit,
    allow_partial: partial,
  })
}

export function add(netuid: number, amount: bigint, hotkey = hotOne): DispatchCall {
  return staking('add_stake', { hotkey, netuid, amount_staked: amount })
}

export function addLimit(
  netuid: number,
  amount: bigint,
  limit: bigint,
  partial = false,
  hotkey = hotOne,
): DispatchCall {
  return staking('add_stake_limit', {
    hotkey,
    netuid,
    amount_staked: amount,
    limit_price: limit,
    allow_partial: partial,
  })
}

export function remove(netuid: number, amount: bigint, hotkey = hotOne): DispatchCall {
  return staking('remove_stake', { hotkey, netuid, amount_unstaked: amount })
}

export function removeLimit(netuid: number, amount: bigint, limit: bigint, partial = false): DispatchCall {
  return staking('remove_stake_limit', {
    hotkey: hotOne,
    netuid,
    amount_unstaked: amount,
    limit_price: limit,
    allow_partial: partial,
  })
}

export function move(
  fromHotkey: string,
  toHotkey: string,
  origin: number,
  destination: number,
  amount: bigint,
): DispatchCall {
  return staking('move_stake', {
    origin_hotkey: fromHotkey,
    destination_hotkey: toHotkey,
    origin_netuid: origin,
    destination_netuid: destination,
    alpha_amount: amount,
  })
}

export function transfer(to: string, origin: number, destination: number, amount: bigint): DispatchCall {
  return staking('transfer_stake', {
    destination_coldkey: to,
    hotkey: hotOne,
    origin_netuid: origin,
    destination_netuid: destination,
    alpha_amount: amount,
  })
}

export function pay(to: string, value: bigint, name = 'transfer_keep_alive'): DispatchCall {
  return { type: 'Balances', value: { type: name, value: { dest: { type: 'Id', value: to }, value } } }
}
