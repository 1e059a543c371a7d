import type { App } from '../app/app.ts'
import { type PastView, viewAt } from '../chain/at-block.ts'
import type { Chain } from '../chain/chain.ts'
import { missingOf, type Requirement } from '../chain/metadata/requirements.ts'
import type { Context, Output } from '../output/output.ts'
import { contextOf } from '../trade/after/build-report.ts'
import { requireReadable } from '../trade/before/supported-runtimes.ts'
import type { ListFlags } from './grammar/options.ts'

interface OpenBlock {
  readonly chain: Chain
  readonly seen: PastView
}

/**
 * The block that --block names, or the best one, of a runtime that has what a list reads. A warning tells what of the
 * optional items it lacks. @throws E_BLOCK_UNKNOWN, E_RUNTIME, E_ENDPOINT
 */
export async function openBlock(
  app: App,
  { block }: ListFlags,
  requirements: readonly Requirement[],
  optional: readonly Requirement[] = [],
): Promise<OpenBlock> {
  const chain = await app.halt.race(app.readableChain())
  const seen = await app.halt.race(viewAt(chain, block))
  requireListable(app.output, seen, requirements, optional)
  return { chain, seen }
}

/** Whether the runtime of a block has what a list reads, with a warning of what is optional. @throws E_RUNTIME */
export function requireListable(
  output: Output,
  seen: PastView,
  requirements: readonly Requirement[],
  optional: readonly Requirement[],
): void {
  requireReadable(output, seen, requirements)
  for (const missing of missingOf(seen.runtime, optional)) {
    output.warn('W_OPTIONAL', `This chain has no ${missing}; what it would tell is not shown.`)
  }
}

/** Which chain and which block of it was read; its runtime may be another than that of the connection. */
export function contextAt(chain: Chain, { view, specVersion }: PastView): Context {
  const { number, hash } = view.block
  const { network, block } = contextOf(chain, { number, hash })
  return { network: { ...network, specVersion }, block }
}
