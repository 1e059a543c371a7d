import { Blake2256 } from '@polkadot-api/substrate-bindings'
import { loadSodium } from '../../src/host/sodium.ts'
import type { Derivation, Sodium } from '../../src/host/types.ts'
import type { Opening } from '../../src/wallet/open.ts'

/** libsodium with a key derivation that takes no time, and the settings of every derivation asked for. */
export interface QuickSodium extends Sodium {
  readonly derivations: readonly Derivation[]
}

/** The boxes are real. Only the key comes from a plain hash, so nothing it seals opens elsewhere. */
export function quickSodium(): QuickSodium {
  const derivations: Derivation[] = []
  const real = loadSodium()
  return {
    derivations,
    kind: 'native',
    async deriveKey(password, settings) {
      derivations.push(settings)
      return Blake2256(password)
    },
    seal: async (...box) => (await real).seal(...box),
    open: async (...box) => (await real).open(...box),
    wipe: bytes => void bytes.fill(0),
  }
}

/** What opening a plain keyfile needs: randomness. Asking for a password fails the test. */
export function plainOpening(random: Opening['random']): Opening {
  const unexpected = async () => {
    throw new Error('nothing here is encrypted')
  }
  const givenUp = new AbortController().signal
  return { random, sodium: unexpected, password: unexpected, deriving: (_, work) => work(), givenUp }
}

/** A keyfile sealed with a password under the quick derivation. */
export async function quickKeyfile(text: string, password: string): Promise<Uint8Array> {
  const utf8 = new TextEncoder()
  const nonce = new Uint8Array(24).fill(9)
  const key = Blake2256(utf8.encode(password))
  const box = await quickSodium().seal(utf8.encode(text), nonce, key)
  return Uint8Array.of(...utf8.encode('$NACL'), ...nonce, ...box)
}
