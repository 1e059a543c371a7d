import { AccountId, Blake2256, Bytes, compactNumber, Tuple, u16 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { concat, type Hex, sameBytes, withLength } from '../../scale/bytes.ts'
import type { Address } from '../address.ts'
import { extensionParts, proofBytes } from '../extrinsic/payload.ts'
import { type Header, readHeader } from '../read/header.ts'
import { hashAnswer } from '../rpc/answer.ts'
import { RpcError } from '../rpc/rpc.ts'
import { type Past, type RuntimeThen, runtimeOf } from './runtime-of.ts'

/** Bytes of a signature. */
const SIGNATURE = 64
/** More than all extensions together write; those of finney take a tenth of it. Their types may be anybody's. Unit: bytes. */
const MOST_EXTRAS = 1024

/** Whether an extrinsic says that an account signed it with sr25519, which proves nothing yet. */
export function claimsSigner(extrinsic: Uint8Array, signer: Address): boolean {
  const { version, signer: claimed } = proofBytes({ signer, signature: new Uint8Array() })
  const head = concat([version, claimed])
  const start = lengthBytes(extrinsic)
  return sameBytes(extrinsic.subarray(start, start + head.length), head)
}

/** How many bytes the length in front takes. Source: SCALE compact, the two lowest bits of the first byte. */
const lengthBytes = ([first = 0]: Uint8Array) => [1, 2, 4][first & 3] ?? (first >> 2) + 5

/**
 * The nonce of an extrinsic of a block that an account really signed, for the chain that holds the block; undefined where
 * the signature is no proof of that. What cannot be decoded was not signed.
 * @throws E_CONNECT, E_TIMEOUT, E_ENDPOINT
 */
export async function signedNonce(
  chain: Past,
  extrinsic: Uint8Array,
  signer: Address,
  header: Pick<Header, 'number' | 'parentHash'>,
): Promise<number | undefined> {
  if (!claimsSigner(extrinsic, signer)) return undefined
  const then = await knownRuntime(chain, header)
  const parts = decoded(then, extrinsic, signer)
  if (!parts) return undefined
  const additional = await additionalOf(chain, then, parts.extras, header.number)
  if (!additional) return undefined
  const payload = concat([parts.call, ...parts.extras.values(), additional])
  const { verify } = await import('@scure/sr25519')
  try {
    const message = payload.length > 256 ? Blake2256(payload) : payload
    if (!verify(message, parts.signature, AccountId(42).enc(signer))) return undefined
  } catch {
    return undefined // The library throws on points outside the group.
  }
  return compactNumber.dec(parts.extras.get('CheckNonce') ?? Uint8Array.of(0))
}

/** A node that lost the state of a block may still know the block: then the runtime of now is tried. */
async function knownRuntime(
  chain: Past,
  header: Pick<Header, 'number' | 'parentHash'>,
): Promise<RuntimeThen> {
  try {
    return await runtimeOf(chain, header)
  } catch (error) {
    if (error instanceof CliError && error.cause instanceof RpcError) return chain
    throw error
  }
}

interface Parts {
  readonly signature: Uint8Array
  /** What each extension wrote, in their order. */
  readonly extras: ReadonlyMap<string, Uint8Array>
  readonly call: Uint8Array
}

function decoded({ runtime }: RuntimeThen, extrinsic: Uint8Array, signer: Address): Parts | undefined {
  try {
    const inner = Bytes().dec(Uint8Array.from(extrinsic))
    // In another frame the same signed bytes would have another hash, and pass for another transaction.
    if (!sameBytes(withLength(inner), extrinsic)) return undefined
    const head = concat(Object.values(proofBytes({ signer, signature: new Uint8Array() })))
    if (!sameBytes(inner.slice(0, head.length), head)) return undefined
    const start = head.length + SIGNATURE
    const { extensions } = runtime
    const values = Tuple(...extensions.map(({ extra }) => extra)).dec(inner.slice(start, start + MOST_EXTRAS))
    const extras = extensions.map(({ identifier, extra }, i) => [identifier, extra.enc(values[i])] as const)
    const written = concat(extras.map(([, bytes]) => bytes))
    const end = start + written.length
    if (!sameBytes(inner.slice(start, end), written)) return undefined
    return { signature: inner.slice(head.length, start), extras: new Map(extras), call: inner.slice(end) }
  } catch {
    return undefined
  }
}

/** What the extensions add to the signed payload behind the extrinsic's own bytes; undefined where that is not known. */
async function additionalOf(
  chain: Past,
  { runtime, specVersion, transactionVersion, digest }: RuntimeThen,
  extras: Parts['extras'],
  block: number,
): Promise<Uint8Array | undefined> {
  const birth = birthOf(extras.get('CheckMortality') ?? Uint8Array.of(0), block)
  const hash = birth === undefined ? chain.genesis : await hashOfBlock(chain, birth)
  if (hash === undefined) return undefined
  const hasDigest = extras.get('CheckMetadataHash')?.[0] === 1
  const terms = {
    ...{ nonce: 0, era: 4, genesis: chain.genesis, specVersion, transactionVersion },
    block: { number: birth ?? 0, hash },
    digest: hasDigest ? await digest() : undefined,
  }
  try {
    return concat(extensionParts(runtime, terms).map(part => part.additional))
  } catch (error) {
    if (error instanceof CliError && error.exit === 3) return undefined
    throw error
  }
}

/**
 * Hash of the block of a number; undefined where the endpoint has none, or its header is of another number: a signature
 * over a block holds in no era that counts from another one.
 */
async function hashOfBlock({ rpc }: Pick<Past, 'rpc'>, number: number): Promise<Hex | undefined> {
  const named = await rpc.request('chain_getBlockHash', [number])
  const header = named === null ? null : await rpc.request('chain_getHeader', [named])
  if (header === null) return undefined
  const read = readHeader(header)
  return read.hash === hashAnswer('a block hash', named) && read.number === number ? read.hash : undefined
}

/**
 * The block that an era counts from, as the runtime takes it at a block; undefined where it never ends.
 * Source: paritytech/polkadot-sdk substrate/primitives/runtime/src/generic/era.rs Decode, birth
 */
function birthOf(era: Uint8Array, block: number): number | undefined {
  if (era.length < 2) return undefined
  const encoded = u16.dec(Uint8Array.from(era))
  const period = 2 << (encoded & 0xf)
  const phase = (encoded >> 4) * Math.max(1, period >> 12)
  return Math.floor((Math.max(block, phase) - phase) / period) * period + phase
}
