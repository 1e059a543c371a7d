import type { Hex } from '../../src/scale/bytes.ts'
import type { Rules } from '../runtime/types.ts'
import { type Checker, createChecker } from './check.ts'
import type { Edition } from './edition.ts'
import { type BuildBlock, blockBuilder } from './execute.ts'
import { type BlockLimits, blockLimits } from './limits.ts'

/** What executes blocks under one edition. */
export interface Machine {
  readonly rules: Rules
  readonly checker: Checker
  readonly limits: BlockLimits
  readonly build: BuildBlock
}

/** The machine of each edition of a chain, made when first needed. @throws Error on metadata the node cannot serve */
export function machines(genesisHash: Hex): (edition: Edition) => Machine {
  const made = new Map<Edition, Machine>()
  return edition => {
    const known = made.get(edition)
    if (known !== undefined) return known
    const { runtime, rules, metadataHash } = edition
    const machine: Machine = {
      rules,
      checker: createChecker(runtime, genesisHash, metadataHash),
      limits: blockLimits(runtime, rules),
      build: blockBuilder(runtime, rules),
    }
    made.set(edition, machine)
    return machine
  }
}
