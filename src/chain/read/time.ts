import { CliError } from '../../errors/cli-error.ts'
import type { Reader } from '../reader.ts'

export interface TimeReads {
  /** When the block was made. Milliseconds since the epoch; 0 before the first block with a time. */
  time(): Promise<bigint>
}

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
