import { type LineOptions, openLine } from '../rpc/line.ts'
import { createIdentityCheck, type Identity } from './identity.ts'
import type { Endpoint, Network } from './network.ts'

/**
 * Who answers at an endpoint, held against the genesis expected, if one is.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT, E_GENESIS
 */
export async function askIdentity(
  { url, isLoopback }: Endpoint,
  genesis: string | undefined,
  options: LineOptions,
): Promise<Identity> {
  const network: Network = { name: 'custom', endpoint: url, isLoopback, genesis, fallbacks: [] }
  const identity = createIdentityCheck(network)
  const line = await openLine(url, options)
  try {
    await identity.check(line)
    return identity.first
  } finally {
    line.close()
  }
}
