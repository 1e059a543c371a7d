import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { Socket } from 'node:net'

/**
 * The first bytes of a file, a pipe or an open descriptor, at most `length`; undefined where there is no such file.
 * Pipes are read by the event loop: a read that never ends would keep the whole process.
 */
export async function readInput(
  from: string | number,
  length: number,
  givenUp: AbortSignal,
): Promise<Uint8Array | undefined> {
  const descriptor = typeof from === 'number' ? from : openUnlessMissing(from)
  if (descriptor === undefined) return undefined
  const found = fstatSync(descriptor)
  if (found.isFIFO() || found.isSocket()) return readPipe(descriptor, length, givenUp)
  try {
    if (!found.isFile()) throw new Error('it is neither a file nor a pipe')
    const content = new Uint8Array(length)
    return content.subarray(0, readSync(descriptor, content))
  } finally {
    if (typeof from === 'string') closeSync(descriptor)
  }
}

/** Opening a pipe that nobody writes to would wait for a writer. */
function openUnlessMissing(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function readPipe(descriptor: number, length: number, givenUp: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const pipe = new Socket({ fd: descriptor, readable: true, writable: false, signal: givenUp })
    const chunks: Uint8Array[] = []
    let size = 0
    const finish = () => {
      resolve(Uint8Array.from(Buffer.concat(chunks).subarray(0, length)))
      pipe.destroy()
    }
    pipe.on('data', chunk => {
      chunks.push(chunk)
      size += chunk.length
      if (size >= length) finish()
    })
    pipe.on('end', finish)
    pipe.on('error', reject)
  })
}
