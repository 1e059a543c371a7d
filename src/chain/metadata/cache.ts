import type { Files } from '../../host/types.ts'
import { type Hex, hashOf } from '../../scale/bytes.ts'
import { MAX_METADATA_BYTES } from '../../scale/runtime.ts'
import { publicNetwork } from '../network/network.ts'

/** Metadata kept on disk between runs. A cache may lose anything at any time, and never fails a command. */
export interface MetadataCache {
  /** What was kept for a runtime; undefined where there is nothing whole. */
  read(runtime: RuntimeId): Promise<Uint8Array | undefined>
  /** Keeps metadata in place of what was kept for the runtime before. */
  write(runtime: RuntimeId, metadata: Uint8Array): Promise<void>
}

export interface RuntimeId {
  readonly genesis: Hex
  readonly specVersion: number
}

/** Runtimes kept; development chains come and go. */
const MAX_ENTRIES = 16

/**
 * A cache in a folder: one file a runtime, named by genesis, spec and digest of the content. The digest makes damage
 * visible on reading; the name makes two writers of one content write one file.
 */
export function openMetadataCache(
  files: Pick<Files, 'read' | 'list' | 'replace' | 'remove' | 'makeFolder'>,
  folder: string,
): MetadataCache {
  const namesOf = async (runtime: RuntimeId) =>
    ((await files.list(folder)) ?? []).filter(isEntry).filter(name => name.startsWith(prefixOf(runtime)))
  const drop = (names: readonly string[]) => Promise.all(names.map(name => files.remove(`${folder}/${name}`)))

  return {
    read: runtime =>
      harmless(async () => {
        const names = await namesOf(runtime)
        const [name] = names
        // Two contents for one runtime: one of them is wrong, and nothing tells which.
        if (name === undefined || names.length > 1) return undefined
        const content = await files.read(`${folder}/${name}`, MAX_METADATA_BYTES)
        if (content !== undefined && nameOf(runtime, content) === name) return content
        await drop(names)
        return undefined
      }),
    write: (runtime, metadata) =>
      harmless(async () => {
        const name = nameOf(runtime, metadata)
        await files.makeFolder(folder, 0o700)
        await files.replace(`${folder}/${name}`, metadata, 0o600)
        const others = ((await files.list(folder)) ?? []).filter(isEntry).filter(other => other !== name)
        const old = others.filter(other => other.startsWith(prefixOf(runtime)))
        const rest = others.filter(other => !old.includes(other))
        const surplus = Math.max(0, rest.length - (MAX_ENTRIES - 1))
        // Each start of a development chain has a name of its own; what a public network has is worth more.
        const cheapFirst = [...rest.filter(other => !isPublic(other)), ...rest.filter(isPublic)]
        await drop([...old, ...cheapFirst.slice(0, surplus)])
      }),
  }
}

/** What the names of all files of a runtime begin with. */
const prefixOf = ({ genesis, specVersion }: RuntimeId): string => `${genesis.slice(2)}-${specVersion}-`

/** The name of a file by its content. */
const nameOf = (runtime: RuntimeId, content: Uint8Array): string =>
  `${prefixOf(runtime)}${hashOf(content).slice(2)}.scale`

/** Whether a file of the folder is metadata, and not something that others put beside it. */
export const isEntry = (name: string) => name.endsWith('.scale')

const isPublic = (name: string) => publicNetwork(`0x${name.slice(0, 64)}`) !== undefined

async function harmless<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch {
    return undefined // The endpoint has it too.
  }
}
