import type { Io } from '../host/types.ts'

/**
 * Draws texts one in place of the other, without flicker: nothing is erased before it is overwritten, and a text that
 * is the same is not drawn again. What is higher than the terminal is cut.
 */
export function createFrame(io: Pick<Io, 'out' | 'height'>): (text: string) => void {
  let last: readonly string[] = []
  return text => {
    const all = text.split('\n')
    const room = Math.max(2, (io.height ?? 24) - 1)
    const lines =
      all.length > room ? [...all.slice(0, room - 1), `(${all.length - room + 1} more lines)`] : all
    if (lines.length === last.length && lines.every((line, i) => line === last[i])) return
    const up = last.length > 0 ? `\u001b[${last.length}A` : ''
    const body = lines.map((line, i) => (line === last[i] ? '\n' : `${line}\u001b[K\n`)).join('')
    io.out.write(`${up}${body}\u001b[J`)
    last = lines
  }
}
