import { Blake2128 } from '@polkadot-api/substrate-bindings'
import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message.ts'
import type { Files } from '../../host/types.ts'
import { type Hex, toHex } from '../../scale/bytes.ts'

/** Which chain answered at which endpoint in earlier runs. */
export interface KnownChains {
  /** Genesis hash by URL; undefined where none is remembered. @throws E_KNOWN_CHAIN */
  read(url: string): Promise<Hex | undefined>
  /** @throws E_KNOWN_CHAIN */
  write(url: string, genesis: Hex): Promise<void>
}

/**
 * One file an endpoint, so that processes never write each other's entries away. A URL may hold a key of its user: the
 * file is named by a digest of it, and holds no more of it than the host.
 */
export function openKnownChains(
  files: Pick<Files, 'readStart' | 'makeFolder' | 'replace'>,
  folder: string,
): KnownChains {
  const pathOf = (url: string) => `${folder}/${toHex(Blake2128(new TextEncoder().encode(url))).slice(2)}.json`
  const telling = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (cause) {
      const problem = messageOf(cause)
      throw new CliError('E_KNOWN_CHAIN', { path, problem }, { cause })
    }
  }
  return {
    read: url =>
      telling(pathOf(url), async () => {
        const content = await files.readStart(pathOf(url), 4096)
        return content && genesisIn(new TextDecoder().decode(content))
      }),
    write: (url, genesis) =>
      telling(pathOf(url), async () => {
        const text = `${JSON.stringify({ version: 1, host: new URL(url).host, genesis })}\n`
        await files.makeFolder(folder, 0o700)
        await files.replace(pathOf(url), new TextEncoder().encode(text), 0o600)
      }),
  }
}

function genesisIn(text: string): Hex {
  const { version, genesis } = parsed(text)
  if (version !== 1) throw new Error('it is not of version 1')
  if (typeof genesis !== 'string' || !/^0x[0-9a-f]{64}$/.test(genesis))
    throw new Error('it holds no genesis hash')
  return genesis as Hex
}

function parsed(text: string): { readonly version?: unknown; readonly genesis?: unknown } {
  try {
    return JSON.parse(text) ?? {}
  } catch (cause) {
    throw new Error('it is not JSON', { cause })
  }
}
