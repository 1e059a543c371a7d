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
  const wrong = text.search(/[^1-9A-HJ-NP-Za-km-z]/)
  if (wrong >= 0)
    throw bad(`character ${wrong + 1}, ${JSON.stringify(text[wrong])}, is not one that addresses have`)
  if (text.length < 46 || text.length > 50)
    throw bad(`it has ${text.length} characters; addresses have 46 to 50`)
  const info = decode(text)
  if (info === undefined) throw bad('its checksum is wrong')
  if (info.publicKey.length !== 32) throw bad('it is not an account of 32 bytes')
  if (info.ss58Format !== PREFIX) {
    throw bad(
      `its prefix is ${prefixOf(info.ss58Format)}; the same account here is ${addressOf(info.publicKey)}`,
    )
  }
  return text as Address
}

/** The address of a public key of 32 bytes. */
export function addressOf(publicKey: Uint8Array): Address {
  return AccountId(PREFIX).dec(publicKey) as Address
}

/** Whether text has the form of an address at all, right or mistyped; names of wallets and hotkeys do not. */
export function looksLikeAddress(text: string): boolean {
  return /^[1-9A-HJ-NP-Za-km-z]{46,50}$|^5[0-9A-Za-z]{39,60}$/.test(text)
}

/**
 * The number of an address prefix. The codec gives one of two bytes as they stand, which is never below 64 × 256.
 * Source: paritytech/polkadot-sdk substrate/primitives/core/src/crypto.rs `from_ss58check_with_version`
 */
function prefixOf(format: number): number {
  if (format < 0x4000) return format
  const [first, second] = [format >> 8, format & 0xff]
  return ((first & 0x3f) << 2) | (second >> 6) | ((second & 0x3f) << 8)
}

function decode(text: string) {
  try {
    const info = getSs58AddressInfo(text)
    return info.isValid ? info : undefined
  } catch {
    return undefined
  }
}
