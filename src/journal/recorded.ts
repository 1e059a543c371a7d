import { type Address, parseAddress } from '../chain/address.ts'
import type { Recorded } from '../chain/extrinsic/compose.ts'
import { CliError } from '../errors/cli-error.ts'
import { fromHex, hashOf } from '../scale/bytes.ts'
import type { JournalEntry } from './entry.ts'

/**
 * What an entry has on record, for following it and sending the same bytes again.
 * @throws E_ENTRY_DAMAGED when the hash is not that of the bytes, or the signer no address
 */
export function recordedFrom({ entry, bytes, hash, ...stored }: JournalEntry): Recorded {
  const signer = addressFrom(stored.signer)
  if (!signer || hashOf(fromHex(bytes)) !== hash || entry !== hash.slice(2, 18)) {
    throw new CliError('E_ENTRY_DAMAGED', { entry }, { journal: entry })
  }
  const { nonce, firstBlock, lastBlock, time: signedAt } = stored
  return { entry, bytes, hash, signer, nonce, firstBlock: firstBlock.number, lastBlock, signedAt } as Recorded
}

function addressFrom(text: string): Address | undefined {
  try {
    return parseAddress(text)
  } catch {
    return undefined
  }
}
