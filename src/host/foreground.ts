import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { ForegroundEnd } from './types.ts'

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a program without a shell on this process's own stdin, stdout and stderr, and passes signals on to it. At a
 * terminal, Ctrl-C reaches both by itself and is not passed on a second time.
 */
export function runInForeground(
  node: NodeJS.Process,
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<ForegroundEnd> {
  return new Promise(resolve => {
    const child = spawn(program, args, { env, stdio: 'inherit' })
    const atTerminal = [node.stdin, node.stdout, node.stderr].some(stream => stream.isTTY)
    const passOn = (signal: NodeJS.Signals) => {
      if (signal !== 'SIGINT' || !atTerminal) child.kill(signal)
    }
    const end = (ended: ForegroundEnd) => {
      for (const signal of PASSED_ON) node.off(signal, passOn)
      resolve(ended)
    }
    for (const signal of PASSED_ON) node.on(signal, passOn)
    child.on('error', (error: NodeJS.ErrnoException) => {
      // Of a child that runs, an error says that a signal could not be delivered: it is ending.
      if (child.pid !== undefined) return
      end(
        error.code === 'ENOENT'
          ? { code: 127, problem: 'there is no such program' }
          : { code: 126, problem: `it cannot be started (${error.code})` },
      )
    })
    child.on('exit', (code, signal) => {
      end({ code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) })
    })
  })
}
