import { invalidParams } from '../rpc/error.ts'
import type { Method, Namespace } from '../rpc/method.ts'
import { ControlError } from './error.ts'
import type { Controlled } from './requests.ts'
import type { ControlMethod } from './schema.ts'

/** Every method there is; the schemas say the same, but are loaded late. */
const methods = {
  dev_newBlock: true,
  dev_finalizeBlock: true,
  dev_setBlockBuildMode: true,
  dev_pause: true,
  dev_resume: true,
  dev_setAutoFinality: true,
  dev_timeTravel: true,
  dev_advanceTime: true,
  dev_setStorage: true,
  dev_addDividend: true,
  dev_reorg: true,
  dev_setPoolLimits: true,
  dev_placeBefore: true,
  dev_upgrade: true,
  dev_hangUp: true,
  dev_restart: true,
  dev_addFault: true,
  dev_removeFault: true,
  dev_faults: true,
} satisfies Record<ControlMethod, true>

/** dev_*: control over the chain (docs/devnet.md). Real nodes have none of these. */
export function devMethods(on: Controlled): Namespace {
  const method =
    (name: ControlMethod): Method =>
    async params => {
      // Schemas cost more than the rest of the start, and few clients need them.
      const { answerControl } = await import('./requests.ts')
      try {
        return await answerControl(name, on, params)
      } catch (failure) {
        if (failure instanceof ControlError) throw invalidParams(failure.message)
        throw failure
      }
    }
  const names = Object.keys(methods) as ControlMethod[]
  return { methods: Object.fromEntries(names.map(name => [name, method(name)])) }
}
