import { Blake2256, compactNumber } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { fromHex, type Hex, toHex } from '../../scale/bytes.ts'
import { hashAnswer, hexAnswer, objectAnswer } from '../rpc/answer.ts'

export interface Header {
  readonly number: number
  readonly hash: Hex
  readonly parentHash: Hex
  /** Commitment to the block's extrinsics. */
  readonly extrinsicsRoot: Hex
  /** Digest items as SCALE hex. */
  readonly digest: readonly Hex[]
}

/**
 * A header from chain_getHeader. Its hash is computed here (blake2-256 of the SCALE header), not asked for.
 * @throws E_ENDPOINT
 */
export function readHeader(answer: unknown): Header {
  const header = objectAnswer('a header', answer)
  const number = blockNumber(header.number)
  const parentHash = hashAnswer('a parent hash', header.parentHash)
  const extrinsicsRoot = hashAnswer('an extrinsics root', header.extrinsicsRoot)
  const logs = objectAnswer('a digest', header.digest).logs
  const digest = (Array.isArray(logs) ? logs : []).map(log => hexAnswer('a digest item', log))
  const parts = [
    fromHex(parentHash),
    compactNumber.enc(number),
    fromHex(hashAnswer('a state root', header.stateRoot)),
    fromHex(extrinsicsRoot),
    compactNumber.enc(digest.length),
    ...digest.map(fromHex),
  ]
  return { number, parentHash, extrinsicsRoot, digest, hash: toHex(Blake2256(Buffer.concat(parts))) }
}

function blockNumber(value: unknown): number {
  if (typeof value !== 'string' || !/^0x[0-9a-f]{1,8}$/i.test(value)) {
    throw new CliError('E_ENDPOINT', { problem: 'a block number is not hex' })
  }
  return +value
}
