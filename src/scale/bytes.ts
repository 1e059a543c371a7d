import { Blake2256, compactNumber } from '@polkadot-api/substrate-bindings'

export type Hex = `0x${string}`

/** Lower-case hex text of bytes, with 0x. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}

/** Whether a value is 0x and an even number of hex digits. */
export function isHex(value: unknown): value is Hex {
  return typeof value === 'string' && value.length % 2 === 0 && /^0x[0-9a-fA-F]*$/.test(value)
}

/** Bytes of hex text that `isHex` accepts. */
export function fromHex(hex: Hex): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
}

/** One array of several. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

/** Whether two arrays hold the same bytes. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0
}

/** Bytes behind their compact length, as SCALE writes `Vec<u8>`. */
export function withLength(bytes: Uint8Array): Uint8Array {
  return concat([compactNumber.enc(bytes.length), bytes])
}

/** Bytes of UTF-8 text, as SCALE writes `String`. */
export function textBytes(text: string): Uint8Array {
  return withLength(new TextEncoder().encode(text))
}

/** BLAKE2b with 256 bits, the chain's hash. */
export function hashOf(bytes: Uint8Array): Hex {
  return toHex(Blake2256(bytes))
}
