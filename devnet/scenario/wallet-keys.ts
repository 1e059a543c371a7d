import { entropyToMnemonic } from '@polkadot/util-crypto/mnemonic/bip39'
import { mnemonicToMiniSecret } from '@polkadot/util-crypto/mnemonic/toMiniSecret'
import { sr25519PairFromSeed } from '@polkadot/util-crypto/sr25519/pair/fromSeed'
import { AccountId, Blake2128 } from '@polkadot-api/substrate-bindings'
import { type Balance, parseTao, type Tao } from '../../src/balance/index.ts'
import type { Account } from '../types.ts'
import type { KeyName } from './resolved.ts'
import type { Scenario } from './schema.ts'

/** A development key. Anyone can derive it from its name: it protects nothing. */
export interface DevelopmentKey {
  /** Without the wallet in front. */
  readonly name: string
  /** 12 words. */
  readonly mnemonic: string
  /** Mini secret, 32 bytes. */
  readonly seed: Uint8Array
  /** sr25519, 32 bytes. */
  readonly publicKey: Uint8Array
  readonly address: Account
}

export interface DevelopmentWallet {
  readonly name: string
  readonly free: Balance<Tao>
  readonly coldkey: DevelopmentKey
  readonly hotkeys: readonly DevelopmentKey[]
}

/**
 * The key of a name: the mnemonic of BLAKE2b-128("taoctl devnet " + name) as entropy, its mini secret (no password,
 * no derivation path) and sr25519 pair. The name of a hotkey is `wallet/hotkey`.
 */
export function developmentKey(key: KeyName): DevelopmentKey {
  const mnemonic = entropyToMnemonic(Blake2128(new TextEncoder().encode(`taoctl devnet ${key}`)))
  const seed = mnemonicToMiniSecret(mnemonic)
  const { publicKey } = sr25519PairFromSeed(seed)
  return {
    name: key.slice(key.indexOf('/') + 1),
    mnemonic,
    seed,
    publicKey,
    address: AccountId(42).dec(publicKey),
  }
}

/** Every wallet of a scenario with its keys, about 10 ms each. */
export function developmentWallets(scenario: Scenario): readonly DevelopmentWallet[] {
  return (scenario.wallets ?? []).map(({ name, free = '0', hotkeys = [] }) => ({
    name,
    free: parseTao(free),
    coldkey: developmentKey(name),
    hotkeys: hotkeys.map(hotkey =>
      developmentKey(`${name}/${typeof hotkey === 'string' ? hotkey : hotkey.name}`),
    ),
  }))
}
