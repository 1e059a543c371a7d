import { CliError } from '../../errors/cli-error.ts'
import type { Reader, TimeReads } from '../types.ts'

/** When the block was made, as its author's clock had it. */
export function timeReads(reader: Reader): TimeReads {
  return {
    async time() {
      const milliseconds = await reader.storage('Timestamp', 'Now', [])
      if (typeof milliseconds !== 'bigint')
        throw new CliError('E_ENDPOINT', { problem: 'a block has no time' })
      return milliseconds
    },
  }
}
