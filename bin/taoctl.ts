#!/usr/bin/env node
import process from 'node:process'
import { nodeHost } from '../src/host/node.ts'
import { main } from '../src/main.ts'

/** What was done may be done, and nobody was told: as good as unknown. */
const RESULT_LOST = 8

let isLost = false
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that went away (as in `taoctl ... | head`) is no failure.
  if (error.code === 'EPIPE' || isLost) return
  isLost = true
  process.exitCode = RESULT_LOST
  process.stderr.write(`Error: The result could not be written to stdout (${error.code ?? error.message}).\n`)
})
process.stderr.on('error', () => undefined)
const code = await main(nodeHost(process))
if (!isLost) process.exitCode = code
