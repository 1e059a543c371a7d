import type { Chain } from '../../chain/chain.ts'
import { isSignedOver } from '../../chain/metadata/signed-over.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { JournalEntry } from '../../journal/entry.ts'

/** What is learned of a chain's metadata by trading. */
export interface Proofs {
  /** Keeps it as proven: an extrinsic signed over its digest was included. Never fails. */
  proved(chain: Chain): Promise<void>
  /** Takes what an earlier run kept for proven no more. Never fails. */
  doubted(chain: Chain): Promise<void>
}

/** How work ends that was done with metadata which is not the chain's own. */
const DOUBTS = [
  ...['E_METADATA_UNVERIFIED', 'E_ENDPOINT', 'E_RUNTIME', 'E_MEANING', 'E_EXTENSION'],
  'E_UNKNOWN_OUTCOME',
] as const

/** Does work that believes the chain's metadata; where it fails as with a false one, the next run reads it anew. */
export async function believing<T>(proofs: Proofs, chain: Chain, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isDoubtful = error instanceof CliError && DOUBTS.some(code => error.is(code))
    if (isDoubtful) await proofs.doubted(chain)
    throw error
  }
}

/** Takes an included extrinsic of the journal for a proof, where it was signed over the digest of this metadata. */
export async function proveBy(proofs: Proofs, chain: Chain, entry: JournalEntry): Promise<void> {
  const { era, firstBlock, specVersion } = entry
  const { number, hash } = firstBlock
  if (chain.servedBy === null || era === null || hash === null || specVersion !== chain.specVersion) return
  const signed = isSignedOver(chain, { ...entry, era, firstBlock: { number, hash } })
  // What cannot be read proves nothing, and is no reason to doubt what became of the extrinsic.
  if (await signed.catch(() => false)) await proofs.proved(chain)
}
