import type { Hex } from '../../src/scale/bytes.ts'

/**
 * Genesis hashes of public networks, which a development chain must never serve: a transaction signed for it
 * would be valid there. Source: opentensor/btcli bittensor_cli/src/__init__.py.
 */
const publicNetworks: ReadonlyMap<Hex, string> = new Map([
  ['0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03', 'finney'],
  ['0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105', 'test'],
])

/** Returns the hash if no public network has it. @throws Error naming the network otherwise. */
export function ownGenesis(hash: Hex): Hex {
  const network = publicNetworks.get(hash)
  if (network !== undefined) throw new Error(`a development chain cannot have the genesis hash of ${network}`)
  return hash
}
