import { alpha, netuid, tao } from '../../metadata/common.ts'
import { constant, map, type Pallet, twox } from '../../metadata/pallet.ts'
import { proxyPallet } from '../../metadata/proxy.ts'
import { subtensorPallet } from '../../metadata/subtensor/pallet.ts'
import { swapPallet } from '../../metadata/swap.ts'
import { liveCalls } from './calls.ts'
import { liveErrors } from './errors.ts'
import { liveEvents } from './events.ts'
import { liveStorage } from './storage.ts'

const subtensor: Pallet = {
  ...subtensorPallet,
  storage: liveStorage(),
  constants: [...(subtensorPallet.constants ?? []), constant('InitialMinTransfer', tao, 100_000)],
  calls: liveCalls(),
  events: liveEvents(),
  errors: liveErrors(),
}

/** Liquidity that was injected and is not part of a trade waits in two items. */
const swap: Pallet = {
  ...swapPallet,
  storage: [
    ...(swapPallet.storage ?? []),
    map('BalancerTaoReservoir', [twox(netuid)], tao),
    map('BalancerAlphaReservoir', [twox(netuid)], alpha),
  ],
}

const proxy: Pallet = {
  ...proxyPallet,
  storage: (proxyPallet.storage ?? []).map(item =>
    item.name === 'RealPaysFee' ? { ...item, name: 'RealPaysFeeConsentV1' } : item,
  ),
}

/** The pallets that are not as at spec 425. */
export const livePallets: readonly Pallet[] = [subtensor, swap, proxy]
