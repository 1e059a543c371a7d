import { Bytes, Option, u32 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../errors/cli-error.ts'
import { fromHex, toHex } from '../scale/bytes.ts'
import { type Hex, type Runtime, readRuntime } from '../scale/runtime.ts'
import { decodeAnswer, hexAnswer } from './answer.ts'
import type { MetadataCache, RuntimeId } from './metadata-cache.ts'
import type { Rpc } from './rpc.ts'
import type { BlockId, Chain } from './types.ts'

/** Newest first. V14 has no runtime APIs and is not read. */
const METADATA_VERSIONS = [15, 16] as const

/** The runtime of a block, from the cache where that has it whole. @throws E_ENDPOINT */
export async function runtimeAt(
  rpc: Rpc,
  id: RuntimeId,
  block: BlockId,
  cache: MetadataCache | undefined,
): Promise<Pick<Chain, 'runtime' | 'metadata'>> {
  const kept = await cache?.read(id)
  const known = kept && readable(kept)
  if (kept && known) return { runtime: known, metadata: kept }
  const metadata = await readMetadata(rpc, block.hash)
  const runtime = decodeAnswer('the metadata', () => readRuntime(metadata))
  await cache?.write(id, metadata)
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

async function readMetadata(rpc: Rpc, at: Hex): Promise<Uint8Array> {
  for (const version of METADATA_VERSIONS) {
    const parameter = toHex(u32.enc(version))
    const answer = hexAnswer(
      'the metadata',
      await rpc.request('state_call', ['Metadata_metadata_at_version', parameter, at]),
    )
    const bytes = decodeAnswer('the metadata', () => Option(Bytes()).dec(fromHex(answer)))
    if (bytes) return bytes
  }
  throw new CliError('E_ENDPOINT', {
    problem: `it serves no metadata of version ${METADATA_VERSIONS.join(' or ')}`,
  })
}
