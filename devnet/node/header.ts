import { type BlockHeader, blockHeader } from '@polkadot-api/substrate-bindings'
import { concat, type Hex, hashOf, toHex, withLength } from '../../src/scale/bytes.ts'

/** A block header. `digest` holds the SCALE bytes of its log items. */
export interface NodeHeader {
  readonly number: number
  readonly parentHash: Hex
  readonly stateRoot: Hex
  readonly extrinsicsRoot: Hex
  readonly digest: readonly DigestItem[]
}

/** The only kind of log item this chain writes: free text for anybody. */
export interface DigestItem {
  readonly other: string
}

/** A header as JSON-RPC shows it. */
export interface HeaderJson {
  readonly number: Hex
  readonly parentHash: Hex
  readonly stateRoot: Hex
  readonly extrinsicsRoot: Hex
  readonly digest: { readonly logs: readonly Hex[] }
}

/** Text of the log item in every development chain's genesis header, by which clients recognise one. */
export const devnetMark = 'taoctl devnet'

const encodeText = (text: string) => new TextEncoder().encode(text)

/** BLAKE2b-256 of the SCALE bytes of a header: the block's hash. */
export function hashHeader(header: NodeHeader): Hex {
  const scale: BlockHeader = {
    number: header.number,
    parentHash: header.parentHash,
    stateRoot: header.stateRoot,
    extrinsicRoot: header.extrinsicsRoot,
    digests: header.digest.map(item => ({ type: 'other', value: encodeText(item.other) })),
  }
  return hashOf(blockHeader[0](scale))
}

/** The form `chain_getHeader` and the head subscriptions answer with. */
export function headerJson(header: NodeHeader): HeaderJson {
  return {
    parentHash: header.parentHash,
    number: `0x${header.number.toString(16)}`,
    stateRoot: header.stateRoot,
    extrinsicsRoot: header.extrinsicsRoot,
    digest: {
      logs: header.digest.map(item => toHex(concat([Uint8Array.of(0), withLength(encodeText(item.other))]))),
    },
  }
}
