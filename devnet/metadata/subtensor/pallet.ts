import type { Pallet } from '../pallet.ts'
import { calls } from './calls.ts'
import { constants } from './constants.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { storage } from './storage.ts'
import { subnetStorage } from './subnet-storage.ts'

/** SubtensorModule, pallet 7. Source: opentensor/subtensor@14bc6f9f runtime/src/lib.rs:1610. */
export const subtensorPallet: Pallet = {
  name: 'SubtensorModule',
  index: 7,
  storage: [...storage, ...subnetStorage],
  constants,
  calls,
  events,
  errors,
}
