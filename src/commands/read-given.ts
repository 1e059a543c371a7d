import type { App } from '../app/app.ts'

/**
 * The content of a file or pipe that was named on the command line, within the command's time; undefined where there is
 * none. Unit of `most`: bytes. Rejects with a plain Error, also where there is more.
 */
export async function readGiven(
  { host, halt }: Pick<App, 'host' | 'halt'>,
  path: string,
  most: number,
): Promise<Uint8Array | undefined> {
  const leaving = new AbortController()
  try {
    const content = await halt.race(host.readInput(path, most + 1, leaving.signal))
    if (content && content.length > most) throw new Error(`it is larger than ${most / 1024 / 1024} MiB`)
    return content
  } finally {
    leaving.abort()
  }
}
