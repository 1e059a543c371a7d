import type { Clock, Io } from '../host/types.ts'

/** Says what is running, for as long as it takes longer than a moment. */
export interface LiveLine {
  /** What runs from here on; undefined says nothing. */
  enter(text: string | undefined): void
  /** Takes the line away, before anything else is written. It comes back by itself. */
  clear(): void
  /** Takes it away until something else runs. */
  stop(): void
  /** Takes it away for good, whatever still runs. */
  close(): void
}

/** Milliseconds after which something is worth a line. */
const MOMENT = 500
/** Milliseconds between two states of a live line. */
const BEAT = 100
const ERASE = '\r\u001b[2K'

/** On a terminal one line that counts the seconds and is erased when done; a plain line elsewhere. */
export function startLiveLine(io: Pick<Io, 'err' | 'errIsTty' | 'width'>, clock: Clock): LiveLine {
  let text: string | undefined
  let since = 0
  let isShown = false
  let isClosed = false
  let cancel: () => void = () => undefined
  const clear = () => {
    if (isShown) io.err.write(ERASE)
    isShown = false
  }
  const draw = () => {
    if (!io.errIsTty) return io.err.write(`${text}\n`)
    const line = `${text}… ${((clock.monotonic() - since) / 1000).toFixed(1)} s`
    io.err.write(`${ERASE}${line.slice(0, io.width - 1)}`)
    isShown = true
    cancel = clock.after(BEAT, draw)
  }
  const stop = () => {
    cancel()
    clear()
  }
  return {
    enter(next) {
      if (next === text || isClosed) return
      stop()
      text = next
      since = clock.monotonic()
      cancel = next === undefined ? () => undefined : clock.after(MOMENT, draw)
    },
    clear,
    stop,
    close() {
      isClosed = true
      stop()
    },
  }
}
