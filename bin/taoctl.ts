#!/usr/bin/env node
import process from 'node:process'
import { nodeHost } from '../src/host/node.ts'
import { main } from '../src/main.ts'

/** Exit codes where the result could not be written: nothing was done, or it may be and nobody was told. */
const [NOTHING_SENT, RESULT_LOST] = [3, 8]
const INTERRUPTED = 130

let code = 0
let hasSent = false
/** Why stdout takes no more. */
let lost: 'reader left' | 'failed' | undefined
const settle = () => {
  const ended = lost !== undefined && code === INTERRUPTED ? 0 : code
  process.exitCode = lost === 'failed' ? (hasSent ? RESULT_LOST : ended || NOTHING_SENT) : ended
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (lost) return
  // A reader that went away (as in `taoctl ... | head`) is no failure.
  lost = error.code === 'EPIPE' ? 'reader left' : 'failed'
  settle()
  // What goes on until it is stopped would go on for nobody.
  process.emit('SIGTERM', 'SIGTERM')
  if (lost === 'reader left') return
  process.stderr.write(`Error: The result could not be written to stdout (${error.code ?? error.message}).\n`)
})
process.stderr.on('error', () => undefined)
code = await main(nodeHost(process), () => {
  hasSent = true
})
settle()
