#!/usr/bin/env node
import process from 'node:process'
import { nodeHost } from '../src/host/node.ts'
import { main } from '../src/main.ts'

/** Exit codes where the result could not be written: nothing was done, or it may be and nobody was told. */
const [NOTHING_SENT, RESULT_LOST] = [3, 8]
const INTERRUPTED = 130

let code = 0
let isLost = false
let hasSent = false
const settle = () => {
  const failure = code === 0 || code === INTERRUPTED ? NOTHING_SENT : code
  process.exitCode = isLost ? (hasSent ? RESULT_LOST : failure) : code
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that went away (as in `taoctl ... | head`) is no failure.
  if (error.code === 'EPIPE' || isLost) return
  isLost = true
  settle()
  // What goes on until it is stopped would go on for nobody.
  process.emit('SIGTERM', 'SIGTERM')
  process.stderr.write(`Error: The result could not be written to stdout (${error.code ?? error.message}).\n`)
})
process.stderr.on('error', () => undefined)
code = await main(nodeHost(process), () => {
  hasSent = true
})
settle()
