import { Bytes, Option, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { fromHex, type Hex, toHex } from '../../scale/bytes.ts'
import { type Runtime, readRuntime } from '../../scale/runtime.ts'
import type { RuntimeId } from '../metadata/cache.ts'
import type { BlockId } from '../reader.ts'
import { decodeAnswer, hexAnswer } from '../rpc/answer.ts'
import type { Rpc } from '../rpc/rpc.ts'

/** Newest first. V14 has no runtime APIs and is not read. */
const METADATA_VERSIONS = [15, 16] as const

/** Metadata of earlier runs. */
export interface KeptRuntimes {
  /** What is kept of a runtime. */
  read(runtime: RuntimeId): Promise<Uint8Array | undefined>
  /** Keeps what an endpoint served. */
  write(runtime: RuntimeId, metadata: Uint8Array): Promise<void>
}

export interface FoundRuntime {
  readonly runtime: Runtime
  readonly metadata: Uint8Array
}

/** The runtime of a block, from what was kept where that has it whole. @throws E_ENDPOINT */
export async function runtimeAt(
  rpc: Rpc,
  id: RuntimeId,
  block: BlockId,
  keeper: KeptRuntimes | undefined,
): Promise<FoundRuntime> {
  const kept = await keeper?.read(id)
  const known = kept && readable(kept)
  if (kept && known) return { runtime: known, metadata: kept }
  const metadata = await readMetadata(rpc, block.hash)
  const runtime = decodeAnswer('the metadata', () => readRuntime(metadata))
  await keeper?.write(id, metadata)
  return { runtime, metadata }
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

async function readMetadata(rpc: Rpc, at: Hex): Promise<Uint8Array> {
  for (const version of METADATA_VERSIONS) {
    const parameter = toHex(u32.enc(version))
    const given = await rpc.request('state_call', ['Metadata_metadata_at_version', parameter, at])
    const answer = hexAnswer('the metadata', given)
    const bytes = decodeAnswer('the metadata', () => unwrap(fromHex(answer)))
    if (bytes) return bytes
  }
  throw new CliError('E_ENDPOINT', {
    problem: `it serves no metadata of version ${METADATA_VERSIONS.join(' or ')}`,
  })
}
