import { spawn } from 'node:child_process'
import type { ProgramOptions } from './types.ts'

/**
 * Runs a program without a shell and gives what it wrote to stdout. Its stdin is empty, its stderr is ours. Rejects
 * with a plain Error when it cannot be started, fails, writes too much, takes too long or is given up.
 */
export function runProgram(
  [program = '', ...args]: readonly string[],
  { env, timeout, limit, givenUp }: ProgramOptions,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'], windowsHide: true })
    const chunks: Uint8Array[] = []
    let size = 0
    const stop = (reason: string) => {
      reject(new Error(reason))
      child.kill('SIGKILL')
      // What the program started itself may hold the pipe open.
      child.stdout.destroy()
    }
    const timer = setTimeout(() => stop(`it did not end within ${timeout / 1000}s`), timeout)
    const giveUp = () => stop('it was given up')
    givenUp.addEventListener('abort', giveUp, { once: true })
    child.stdout.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk)
      size += chunk.length
      if (size > limit) stop(`it wrote more than ${limit} bytes`)
    })
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(`${program} cannot be started (${error.code})`, { cause: error }))
    })
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Uint8Array.from(Buffer.concat(chunks)))
      reject(new Error(signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`))
    })
    child.once('close', done).once('error', done)
    function done() {
      clearTimeout(timer)
      givenUp.removeEventListener('abort', giveUp)
    }
  })
}
