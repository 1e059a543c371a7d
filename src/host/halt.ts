import { CliError } from '../errors/cli-error.ts'
import type { Clock, Signals } from './types.ts'

/** What ends a command early: its deadline, or an interrupt. */
export interface Halt {
  /** Milliseconds left. */
  remaining(): number
  /** The work, or the reason to stop if that comes first. @throws E_TIMEOUT, E_INTERRUPTED */
  race<T>(work: Promise<T>): Promise<T>
  /** The same, but undefined when neither came within so many milliseconds. @throws E_TIMEOUT, E_INTERRUPTED */
  within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined>
  /** Stops here if it is time to. @throws E_TIMEOUT, E_INTERRUPTED */
  check(): void
  /** Lets the deadline stand still, as while a person is asked; the returned function lets it run on. */
  pause(): () => void
  dispose(): void
}

/** Starts the deadline of a command; `Infinity` means none. */
export function startHalt(clock: Clock, signals: Signals, timeout: number): Halt {
  let stop: (reason: CliError) => void = () => undefined
  let reasonToStop: CliError | undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = reason => {
      reasonToStop ??= reason
      reject(reason)
    }
  })
  stopped.catch(() => undefined) // whoever races hears of it
  const expired = () => stop(new CliError('E_TIMEOUT', { what: 'The command', after: `${timeout / 1000}s` }))

  let left = timeout
  let since = clock.monotonic()
  let cancel: (() => void) | undefined
  let isOver = false
  const run = () => {
    since = clock.monotonic()
    if (left !== Number.POSITIVE_INFINITY && !isOver) cancel = clock.after(left, expired)
  }
  run()
  const forget = signals.onInterrupt(() => stop(new CliError('E_INTERRUPTED')))
  return {
    remaining: () => Math.max(0, cancel ? left - (clock.monotonic() - since) : left),
    race: work => Promise.race([work, stopped]),
    async within(work, milliseconds) {
      let forgetTimer: () => void = () => undefined
      const late = new Promise<undefined>(resolve => {
        forgetTimer = clock.after(milliseconds, () => resolve(undefined))
      })
      try {
        return await Promise.race([work, late, stopped])
      } finally {
        forgetTimer()
      }
    },
    check() {
      if (reasonToStop) throw reasonToStop
    },
    pause() {
      if (!cancel) return () => undefined
      cancel()
      cancel = undefined
      left = Math.max(0, left - (clock.monotonic() - since))
      return run
    },
    dispose() {
      isOver = true
      cancel?.()
      forget()
    },
  }
}
