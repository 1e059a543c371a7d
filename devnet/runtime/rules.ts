import type { Runtime } from '../../src/scale/runtime.ts'
import { createRegistry, type Registry } from '../registry/registry.ts'
import type { State } from '../state/state.ts'
import { blockAuthor, blockNumber } from '../state/system.ts'
import { accountApi } from './apis/account.ts'
import { basketApi } from './apis/basket.ts'
import { stakeInfoApi } from './apis/stake-info.ts'
import { subnetInfoApi } from './apis/subnet-info.ts'
import { swapApi } from './apis/swap.ts'
import { apply, applyInherent } from './apply.ts'
import { finalize, initialize } from './block.ts'
import { execution } from './execution.ts'
import { dispatchInfo, inclusionFee } from './fees.ts'
import { genesis } from './genesis.ts'
import { type BaseTerms, presentTerms, termsUnder } from './terms.ts'
import type { Rules } from './types.ts'
import { validate } from './validate.ts'

/**
 * The rules of subtensor, spec 425, for staking, balances and batches: what taoctl's quotes are measured against.
 * There is no emission, no registration and no governance; state changes by signed calls alone.
 * Other terms make it another spec. `runtime` tells the indices of errors, the weights of blocks and which events there are, which only the
 * metadata knows.
 */
export function createRules(
  runtime: Pick<Runtime, 'constant' | 'storage' | 'variant'>,
  wanted: BaseTerms = presentTerms,
  { tells }: Pick<Registry, 'tells'> = createRegistry(runtime),
): Rules {
  const terms = termsUnder(runtime, wanted)
  return {
    genesis: (state, scenario) => genesis(state, scenario, terms),
    initialize,
    finalize,
    validate: (state, signed, by) =>
      validate(execution(state, latestBlock(state), runtime, terms), signed, by),
    apply: (state, block, index, signed) => apply(execution(state, block, runtime, terms), index, signed),
    applyInherent: (state, _block, index) => applyInherent(state, index, terms.weights),
    dispatchInfo: (_state, call, length) => dispatchInfo({ call, length }, terms),
    feeParts: (call, length) => inclusionFee({ call, length }, terms),
    apis: { ...stakeInfoApi, ...swapApi, ...subnetInfoApi, ...basketApi, ...accountApi(terms) },
    events: state => state.events.filter(tells),
  }
}

/** The block at work, or the last one: what a call is validated against. */
function latestBlock(state: State) {
  return { number: state.read(blockNumber), author: state.read(blockAuthor) }
}
