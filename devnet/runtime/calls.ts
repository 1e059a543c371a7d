import { balanceCalls } from './balances.ts'
import type { CallRule } from './call-rule.ts'
import { lockCalls } from './locks/calls.ts'
import { proxyCalls } from './proxy/calls.ts'
import { stakingCalls } from './staking/calls.ts'
import { systemCalls } from './system-calls.ts'
import { utilityCalls } from './utility.ts'

/** All calls of this chain that users sign, by `Pallet.call`. */
export const calls: Readonly<Record<string, CallRule>> = {
  ...systemCalls,
  ...balanceCalls,
  ...stakingCalls,
  ...lockCalls,
  ...utilityCalls,
  ...proxyCalls,
}
