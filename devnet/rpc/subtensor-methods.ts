import { blockAt, callApi, type RpcContext } from './context.ts'
import { invalidParams } from './error.ts'
import { safeNumber } from './json-number.ts'
import type { Method, Namespace } from './method.ts'
import { addressAt, amountAt, integerAt, type Params } from './params.ts'

/** Reads one parameter in the form the runtime API takes. @throws RpcError -32602 */
type Argument = (params: Params, index: number) => unknown

interface Forwarded {
  readonly api: string
  readonly method: string
  readonly arguments?: readonly Argument[]
  /** JSON of the result; without it the SCALE bytes are shown as a list of numbers, as a node does. */
  readonly show?: (result: unknown) => unknown
}

const netuid: Argument = (params, index) => integerAt(params, index, 0xffff)
const amount: Argument = amountAt
const account: Argument = addressAt

const subnets = 'SubnetInfoRuntimeApi'
const swap = 'SwapRuntimeApi'

/**
 * Methods of subtensor's own that hand on to a runtime API.
 * Source: opentensor/subtensor@14bc6f9f pallets/subtensor/rpc/src/lib.rs:21-121, pallets/swap/rpc/src/lib.rs:18-38.
 */
const forwarded: Readonly<Record<string, Forwarded>> = {
  subnetInfo_getAllDynamicInfo: { api: subnets, method: 'get_all_dynamic_info' },
  subnetInfo_getDynamicInfo: { api: subnets, method: 'get_dynamic_info', arguments: [netuid] },
  subnetInfo_getSubnetAccountId: { api: subnets, method: 'get_subnet_account_id', arguments: [netuid] },
  stakeInfo_getColdkeyLock: {
    api: 'StakeInfoRuntimeApi',
    method: 'get_coldkey_lock',
    arguments: [account, netuid],
  },
  swap_currentAlphaPrice: {
    api: swap,
    method: 'current_alpha_price',
    arguments: [netuid],
    show: price => safeNumber(price as bigint),
  },
  swap_currentAlphaPriceAll: {
    api: swap,
    method: 'current_alpha_price_all',
    show: prices =>
      (prices as readonly { netuid: number; price: bigint }[]).map(({ netuid, price }) => ({
        netuid,
        price: safeNumber(price),
      })),
  },
  swap_simSwapTaoForAlpha: { api: swap, method: 'sim_swap_tao_for_alpha', arguments: [netuid, amount] },
  swap_simSwapAlphaForTao: { api: swap, method: 'sim_swap_alpha_for_tao', arguments: [netuid, amount] },
}

/** subnetInfo_*, stakeInfo_*, swap_*: those whose runtime API the chain serves at its genesis. */
export function subtensorMethods(context: RpcContext): Namespace {
  const { chain } = context
  const served = Object.entries(forwarded).filter(
    ([, { api, method }]) => `${api}_${method}` in chain.rules.apis && chain.runtime.api(api, method),
  )
  const forward =
    (name: string, { api, method, arguments: list = [], show }: Forwarded): Method =>
    async params => {
      const args = list.map((read, index) => read(params, index))
      if (params.length > args.length + 1) throw invalidParams(`${name} takes fewer parameters`)
      const block = blockAt(chain, params, args.length)
      const codec = chain.history.editionAfter(block).runtime.api(api, method)
      const data = codec?.args.enc(args) ?? new Uint8Array()
      const bytes = await callApi(context, block, `${api}_${method}`, data)
      return show === undefined ? [...bytes] : show(codec?.value.dec(bytes))
    }
  return { methods: Object.fromEntries(served.map(([name, entry]) => [name, forward(name, entry)])) }
}
