import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import { connectTo, type Meddling } from './test-chain.ts'

/** Endpoints by URL. Nobody listens anywhere else. */
export function connectAmong(endpoints: Readonly<Record<string, Host['connect']>>): Host['connect'] {
  return async (url, options) => {
    const connect = endpoints[url]
    if (!connect) throw new Error('connection refused')
    return connect(url, options)
  }
}

/** The genesis hash that `asOtherChain` gives a development chain by default. */
export const OTHER_GENESIS = `0x${'ab'.repeat(32)}`

/** A development chain that says it is another chain, which proves nothing and so counts as no development chain. */
export function asOtherChain(
  devnet: Pick<RunningDevnet, 'connect'>,
  genesis = OTHER_GENESIS,
): Host['connect'] {
  const zero = `0x${'0'.repeat(64)}`
  const header = {
    ...{ parentHash: zero, stateRoot: zero, extrinsicsRoot: zero, number: '0x0' },
    digest: { logs: [] },
  }
  const meddling: Meddling = {
    request(message) {
      const { method, params = [], id } = message
      const answer = (result: unknown) => JSON.stringify({ jsonrpc: '2.0', id, result })
      if (method === 'chain_getBlockHash' && params[0] === 0) return answer(genesis)
      if (method === 'chain_getHeader' && params[0] === genesis) return answer(header)
      return message
    },
  }
  return connectTo(devnet, meddling)
}
