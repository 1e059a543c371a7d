import { fromHex } from '../../scale/bytes.ts'
import type { Header } from '../read/header.ts'

/** Digest item Other("taoctl devnet"): variant 0, compact length, text. */
const MARK = new TextEncoder().encode('taoctl devnet')

/**
 * Whether a genesis header is that of our development chain. Its hash covers the mark, so a signature made for
 * this genesis hash is worthless on any chain whose genesis header does not carry it.
 */
export function isDevelopmentGenesis(genesis: Header): boolean {
  const [item, ...others] = genesis.digest
  if (item === undefined || others.length > 0 || genesis.number !== 0) return false
  return Buffer.compare(fromHex(item), Uint8Array.of(0, MARK.length << 2, ...MARK)) === 0
}
