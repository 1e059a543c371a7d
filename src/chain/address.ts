import { AccountId, getSs58AddressInfo } from '@polkadot-api/substrate-bindings'
import { CliError } from '../errors/cli-error.ts'

declare const addressKey: unique symbol

/** An SS58 address with prefix 42 whose checksum was verified. */
export type Address = string & { readonly [addressKey]: true }

const PREFIX = 42

/**
 * An address from text.
 * @throws E_ADDRESS on a bad checksum, a wrong length or the prefix of another chain
 */
export function parseAddress(text: string): Address {
  const bad = (reason: string) => new CliError('E_ADDRESS', { text: text.slice(0, 64), reason })
  if (!/^[1-9A-HJ-NP-Za-km-z]{46,50}$/.test(text)) throw bad('it is not 46 to 50 base-58 characters')
  const info = decode(text)
  if (info === undefined) throw bad('its checksum is wrong')
  if (info.ss58Format !== PREFIX) throw bad(`its prefix is ${info.ss58Format}, that of another chain`)
  if (info.publicKey.length !== 32) throw bad('it is not an account of 32 bytes')
  return text as Address
}

/** The address of a public key of 32 bytes. */
export function addressOf(publicKey: Uint8Array): Address {
  return AccountId(PREFIX).dec(publicKey) as Address
}

/** Whether text has the form of an address at all, right or wrong; names of wallets and hotkeys do not. */
export function looksLikeAddress(text: string): boolean {
  return /^[1-9A-HJ-NP-Za-km-z]{46,50}$/.test(text)
}

function decode(text: string) {
  try {
    const info = getSs58AddressInfo(text)
    return info.isValid ? info : undefined
  } catch {
    return undefined
  }
}
