import { squareRoot } from '../../src/pool/fixed.ts'
import type { KeyPart } from '../state/item.ts'
import type { State } from '../state/state.ts'
import { subnetAlphaIn, subnetMechanism, subnetTao } from '../state/subnet.ts'
import { type StateView, viewOver } from './view.ts'

/**
 * What runtimes before the balancer tell of a pool: the square root of its price as bits of 2^-64, its liquidity,
 * that it is there. Both follow from the reserves, as for one position over all prices. Ticks, positions and
 * collected fees of that pool are not modelled.
 */
export const olderPools: Readonly<Record<string, StateView>> = {
  'Swap.AlphaSqrtPrice': perPool((alphaIn, tao) => squareRoot((tao << 128n) / alphaIn)),
  'Swap.CurrentLiquidity': perPool((alphaIn, tao) => squareRoot(alphaIn * tao)),
  'Swap.SwapV3Initialized': perPool(() => true),
}

function perPool(value: (alphaIn: bigint, tao: bigint) => unknown): StateView {
  return viewOver(
    state => state.entries(subnetMechanism).filter(({ key: [netuid] }) => hasPool(state, netuid)),
    (state, [netuid]) =>
      hasPool(state, netuid)
        ? value(state.read(subnetAlphaIn, netuid), state.read(subnetTao, netuid))
        : undefined,
  )
}

function hasPool(state: State, netuid: KeyPart | undefined): netuid is number {
  return (
    typeof netuid === 'number' &&
    state.read(subnetMechanism, netuid) === 1 &&
    state.read(subnetAlphaIn, netuid) > 0n
  )
}
