#!/usr/bin/env node
import process from 'node:process'
import { nodeHost } from '../src/host/node.ts'
import { main } from '../src/main.ts'

// A reader that went away (as in `taoctl ... | head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
process.exitCode = await main(nodeHost(process))
