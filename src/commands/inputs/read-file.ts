import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import { messageOf } from '../../errors/message.ts'

/** More is in no scenario and no metadata. Unit: bytes. */
const MOST = 16 * 2 ** 20

/**
 * A file or pipe that was named, whole; a device or a folder is neither, and one without an end is not read to it.
 * @throws what `refuse` makes of the reason why it cannot be read, E_INTERRUPTED, E_TIMEOUT
 */
export async function readNamedFile(
  { host, halt }: Pick<App, 'host' | 'halt'>,
  path: string,
  refuse: (problem: string, cause?: unknown) => CliError,
): Promise<Uint8Array> {
  const givenUp = new AbortController()
  const content = await halt
    .race(host.readInput(path, MOST + 1, givenUp.signal))
    .catch(cause => {
      throw cause instanceof CliError ? cause : refuse(messageOf(cause), cause)
    })
    .finally(() => givenUp.abort())
  if (!content) throw refuse('there is no such file')
  if (content.length > MOST) throw refuse('it is larger than 16 MiB')
  return content
}
