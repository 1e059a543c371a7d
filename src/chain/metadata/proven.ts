import type { FileInfo, Files } from '../../host/types.ts'
import { hashOf } from '../../scale/bytes.ts'
import type { KeptMetadata } from '../read/runtime.ts'
import { isEntry, nameOf, openMetadataCache, prefixOf, type RuntimeId } from './cache.ts'
import { metadataDigest } from './hash.ts'

/**
 * Metadata kept between runs that may be signed for: an extrinsic signed over its digest was included. As the digest
 * covers the types of calls alone, a proof holds for these very bytes, and at the endpoint that served them: what an
 * endpoint says of storage is believed there and nowhere else.
 */
export interface ProvenMetadata {
  /** Undefined where nothing is proven, or others may have written it. Never fails. */
  read(runtime: RuntimeId, url: string): Promise<KeptMetadata | undefined>
  /** Keeps metadata as proven at an endpoint. Rejects with whatever the files fail with. */
  prove(runtime: RuntimeId, url: string, kept: Required<KeptMetadata>): Promise<void>
  /** Takes all marks of a runtime away. Rejects with whatever the files fail with. */
  forget(runtime: RuntimeId): Promise<void>
}

/** One mark a runtime and endpoint, beside the cache's own files. Whatever is wrong with it, it then proves nothing. */
export function openProvenMetadata(
  files: Pick<Files, 'read' | 'readStart' | 'info' | 'list' | 'replace' | 'remove' | 'makeFolder'>,
  folder: string,
): ProvenMetadata {
  const cache = openMetadataCache(files, folder)
  const marks = async () => ((await files.list(folder)) ?? []).filter(name => name.endsWith(MARK))
  const drop = async (names: readonly string[]) => {
    await Promise.all(names.map(name => files.remove(`${folder}/${name}`)))
  }
  const markOf = (runtime: RuntimeId, url: string) =>
    `${folder}/${prefixOf(runtime)}${hashOf(encode(url)).slice(2, 34)}${MARK}`
  const isOurs = async (path: string, kind: FileInfo['kind']) => {
    const info = await files.info(path)
    return info?.kind === kind && info.isOwn
  }
  const read: ProvenMetadata['read'] = async (runtime, url) => {
    const path = markOf(runtime, url)
    if (!(await isOurs(folder, 'folder')) || !(await isOurs(path, 'file'))) return undefined
    const mark = await files.readStart(path, MAX_MARK)
    const metadata = mark && (await cache.read(runtime))
    if (!metadata || !(await isOurs(`${folder}/${nameOf(runtime, metadata)}`, 'file'))) return undefined
    const kept = { metadata, digest: await metadataDigest(metadata) }
    return new TextDecoder().decode(mark) === markText(runtime, url, kept) ? kept : undefined
  }
  return {
    read: (runtime, url) => read(runtime, url).catch(() => undefined),
    async prove(runtime, url, kept) {
      await files.makeFolder(folder, 0o700)
      await cache.write(runtime, kept.metadata)
      await files.replace(markOf(runtime, url), encode(markText(runtime, url, kept)), 0o600)
      // The cache drops what is old; its marks go with it.
      const entries = ((await files.list(folder)) ?? []).filter(isEntry)
      const isLeft = (mark: string) => entries.some(name => mark.startsWith(name.slice(0, -ENDING)))
      await drop((await marks()).filter(mark => !isLeft(mark)))
    },
    async forget(runtime) {
      await drop((await marks()).filter(mark => mark.startsWith(prefixOf(runtime))))
    },
  }
}

const MARK = '.proven.json'
/** More than a mark has. Unit: bytes. */
const MAX_MARK = 1024
const ENTRY = '.scale'
/** What follows a runtime in the name of its metadata: 32 bytes in hex, and that. */
const ENDING = 64 + ENTRY.length

/** Marks are compared as a whole: one text for one proof. A URL may hold a key of its user, so only its digest is kept. */
function markText(
  { genesis, specVersion }: RuntimeId,
  url: string,
  { metadata, digest }: Required<KeptMetadata>,
): string {
  const [endpoint, content] = [hashOf(encode(url)), hashOf(metadata)]
  return `${JSON.stringify({ version: 1, genesis, specVersion, endpoint, content, digest })}\n`
}

const encode = (text: string) => new TextEncoder().encode(text)
