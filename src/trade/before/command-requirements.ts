import { callRequirements as calls } from '../../chain/extrinsic/calls.ts'
import {
  closingEvents,
  listRequirements,
  quoteRequirements,
  type Requirement,
  subnetRequirements,
  tradeRequirements,
  validatorRequirements,
} from '../../chain/metadata/requirements.ts'

interface Stand {
  readonly command: string
  readonly use: 'read' | 'trade'
  readonly requirements: readonly Requirement[]
}

const trade = (command: string, ...more: readonly Requirement[]): Stand => ({
  command,
  use: 'trade',
  requirements: [...tradeRequirements, ...more],
})
const read = (command: string, requirements: readonly Requirement[]): Stand => ({
  command,
  use: 'read',
  requirements,
})
const batches = [calls.batchAll, calls.forceBatch]

/** What each command stands on, whatever its options. Commands that are not here ask nothing of a runtime. */
export const commandRequirements: readonly Stand[] = [
  read('stake list', listRequirements),
  read('stake quote', quoteRequirements),
  read('subnet list', subnetRequirements),
  read('validator list', validatorRequirements),
  trade('stake add', calls.addStake, calls.addStakeLimit),
  trade('stake remove', calls.removeStake, calls.removeStakeLimit, calls.removeAllStake),
  trade('stake swap', closingEvents.swap, calls.swapStake, calls.swapStakeLimit),
  trade(
    'stake move',
    ...[closingEvents.move, closingEvents.swap, calls.moveStake, calls.swapStakeLimit, calls.batchAll],
    { ...calls.moveStakeLimit, mayLack: true },
  ),
  trade(
    'stake transfer',
    ...[
      closingEvents.transfer,
      closingEvents.swap,
      calls.transferStake,
      calls.swapStakeLimit,
      calls.batchAll,
    ],
  ),
  trade('stake swap-all', closingEvents.swap, calls.swapStake, calls.swapStakeLimit, ...batches),
  trade('stake remove-all', calls.removeStake, calls.removeStakeLimit, calls.removeAllStake, ...batches),
]
