import { ControlError } from '../control/error.ts'
import type { Controlled } from '../control/requests.ts'
import type { ControlMethod } from '../control/schema.ts'
import { invalidParams } from './error.ts'
import type { Method, Namespace } from './method.ts'

const names = [
  'dev_newBlock',
  'dev_finalizeBlock',
  'dev_setBlockBuildMode',
  'dev_pause',
  'dev_resume',
  'dev_setAutoFinality',
  'dev_timeTravel',
  'dev_advanceTime',
  'dev_setStorage',
  'dev_addDividend',
  'dev_reorg',
  'dev_setPoolLimits',
  'dev_placeBefore',
  'dev_upgrade',
  'dev_hangUp',
  'dev_restart',
  'dev_addFault',
  'dev_removeFault',
  'dev_faults',
] as const satisfies readonly ControlMethod[]

/** Holds the list above to every method there is. */
type Missing = Exclude<ControlMethod, (typeof names)[number]>

/** dev_*: control over the chain (docs/devnet.md). Real nodes have none of these. */
export function devMethods(on: Controlled): Namespace {
  const method =
    (name: ControlMethod): Method =>
    async params => {
      // Schemas cost more than the rest of the start, and few clients need them.
      const { answerControl } = await import('../control/requests.ts')
      try {
        return await answerControl(name, on, params)
      } catch (failure) {
        if (failure instanceof ControlError) throw invalidParams(failure.message)
        throw failure
      }
    }
  const all: readonly (ControlMethod & (Missing extends never ? unknown : never))[] = names
  return { methods: Object.fromEntries(all.map(name => [name, method(name)])) }
}
