import { AccountId } from '@polkadot-api/substrate-bindings'
import { developmentKey } from '../scenario/wallet-keys.ts'
import type { Account } from '../types.ts'
import { ControlError } from './error.ts'

/** An account by its address, whatever its prefix, or by the name of a development key such as `coldkey_1/hot_25`. */
export function accountOf(text: string): Account {
  // No name is that long that an address could be taken for one: a name has an underscore or a slash, or is short.
  if (/^[1-9A-HJ-NP-Za-km-z]{45,}$/.test(text)) return addressIn(text)
  return developmentKey(text).address
}

function addressIn(text: string): Account {
  const codec = AccountId(42)
  try {
    return codec.dec(codec.enc(text))
  } catch (cause) {
    throw new ControlError('not an SS58 address', { cause })
  }
}
