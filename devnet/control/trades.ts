import { fromHex, type Hex, hashOf, sameBytes } from '../../src/scale/bytes.ts'
import { composer } from '../extrinsic/compose.ts'
import type { NodeChain } from '../node/chain-types.ts'
import type { State } from '../state/state.ts'
import { account } from '../state/system.ts'
import type { DispatchCall, Verified } from '../types.ts'
import { ControlError } from './error.ts'
import type { TradeControl, Victim } from './types.ts'

/** Trade control of a chain; `random` is what signatures draw from. */
export function tradeControl(chain: NodeChain, random: (bytes: number) => Uint8Array): TradeControl {
  const callOf = (call: DispatchCall | Hex): DispatchCall => {
    const codec = chain.runtime.call
    try {
      if (typeof call !== 'string') return codec.dec(codec.enc(call)) as DispatchCall
      const bytes = fromHex(call)
      const decoded = codec.dec(bytes) as DispatchCall
      if (sameBytes(codec.enc(decoded), bytes)) return decoded
    } catch (cause) {
      throw new ControlError('the runtime has no such call', { cause })
    }
    throw new ControlError('the runtime has no such call')
  }

  return {
    before: async ({ signer: name, call: given, before }) => {
      const call = callOf(given)
      const { developmentKey } = await import('../scenario/wallet-keys.ts')
      const { secretFromSeed, sign } = await import('@scure/sr25519')
      const { seed, address } = developmentKey(name)
      const secret = secretFromSeed(seed)

      const make = (state: State): Verified => {
        const { runtime, specVersion, transactionVersion } = chain.history.editionAfter(chain.tree.best())
        const genesisHash = chain.tree.genesis.hash
        const context = { specVersion, transactionVersion, genesisHash, birthHash: genesisHash }
        const { nonce } = state.read(account, address)
        const bytes = composer(runtime)({ signer: address, call, nonce }, context, message =>
          sign(secret, message, random),
        )
        return {
          hash: hashOf(bytes),
          bytes,
          signed: { signer: address, call, nonce, tip: 0n, length: bytes.length },
          birth: 0,
          birthHash: genesisHash,
          death: Number.POSITIVE_INFINITY,
          specVersion,
        }
      }
      // One's own transaction would spoil the nonce of the other.
      const precedes = (transaction: Verified) =>
        transaction.signed.signer !== address && fits(before, transaction)
      chain.placements.add({ precedes, make })
    },
    waiting: () => chain.placements.waiting().length,
  }
}

function fits({ hash, signer, call, where }: Victim, transaction: Verified): boolean {
  const { signed } = transaction
  if (hash !== undefined && hash !== transaction.hash) return false
  if (signer !== undefined && signer !== signed.signer) return false
  if (call !== undefined && !callNames(signed.call).includes(call)) return false
  return where === undefined || where(transaction)
}

/** A call and, of a batch, those in it. */
function callNames({ type, value }: DispatchCall): readonly string[] {
  const inner = (value.value as { readonly calls?: readonly DispatchCall[] } | undefined)?.calls ?? []
  return [`${type}.${value.type}`, ...inner.flatMap(callNames)]
}
