import { Bytes, Option, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { fromHex, type Hex, toHex } from '../../scale/bytes.ts'
import { type Runtime, readRuntime } from '../../scale/runtime.ts'
import type { RuntimeId } from '../metadata/cache.ts'
import type { MetadataDigest } from '../metadata/hash.ts'
import type { BlockId } from '../reader.ts'
import { decodeAnswer, hexAnswer } from '../rpc/answer.ts'
import type { Rpc } from '../rpc/rpc.ts'

/** Newest first. V14 has no runtime APIs and is not read. */
const METADATA_VERSIONS = [15, 16] as const

/** Metadata of an earlier run. */
export interface KeptMetadata {
  readonly metadata: Uint8Array
  /** Its digest (RFC-0078), where it was computed already. */
  readonly digest?: MetadataDigest
}

/** Metadata of earlier runs. */
export interface KeptRuntimes {
  /** What is kept of a runtime, and may be used at an endpoint. */
  read(runtime: RuntimeId, url: string): Promise<KeptMetadata | undefined>
  /** Keeps what an endpoint served. */
  write?(runtime: RuntimeId, metadata: Uint8Array): Promise<void>
}

export interface FoundRuntime extends KeptMetadata {
  readonly runtime: Runtime
  /** The endpoint that served the metadata; null where it was kept. */
  readonly servedBy: string | null
}

/** The runtime of a block, from what was kept where that has it whole. @throws E_ENDPOINT */
export async function runtimeAt(
  rpc: Rpc,
  id: RuntimeId,
  block: BlockId,
  keeper: KeptRuntimes | undefined,
): Promise<FoundRuntime> {
  const kept = await keeper?.read(id, rpc.url)
  const known = kept && readable(kept.metadata)
  if (kept && known) return { ...kept, runtime: known, servedBy: null }
  const { metadata, servedBy } = await readMetadata(rpc, block.hash)
  const runtime = decodeAnswer('the metadata', () => readRuntime(metadata))
  await keeper?.write?.(id, metadata)
  return { runtime, metadata, servedBy }
}

/** Whole files may still be of an older program, which read what this one does not. */
function readable(metadata: Uint8Array): Runtime | undefined {
  try {
    return readRuntime(metadata)
  } catch {
    return undefined
  }
}

/** An option of bytes, and nothing behind it. */
function unwrap(answer: Uint8Array): Uint8Array | undefined {
  const codec = Option(Bytes())
  const bytes = codec.dec(answer)
  const { length } = codec.enc(bytes)
  if (length !== answer.length) throw new Error(`it has ${answer.length} bytes and says ${length}`)
  return bytes
}

async function readMetadata(
  rpc: Rpc,
  at: Hex,
): Promise<{ readonly metadata: Uint8Array; readonly servedBy: string }> {
  for (const version of METADATA_VERSIONS) {
    const parameter = toHex(u32.enc(version))
    const given = await rpc.request('state_call', ['Metadata_metadata_at_version', parameter, at])
    // Looked at with the answer: the connection may go over another endpoint later.
    const servedBy = rpc.url
    const answer = hexAnswer('the metadata', given)
    const bytes = decodeAnswer('the metadata', () => unwrap(fromHex(answer)))
    if (bytes) return { metadata: bytes, servedBy }
  }
  throw new CliError('E_ENDPOINT', {
    problem: `it serves no metadata of version ${METADATA_VERSIONS.join(' or ')}`,
  })
}
