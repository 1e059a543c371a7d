import type { Clock } from '../../host/types.ts'

/** Waits. Ends at once when given up. Unit: milliseconds. */
export function pause(clock: Clock, milliseconds: number, givenUp: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (givenUp.aborted) return resolve()
    const done = () => {
      cancel()
      givenUp.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(milliseconds, done)
    givenUp.addEventListener('abort', done)
  })
}

/** The work, or the reason why it took too long. Unit: milliseconds. */
export function within<T>(
  clock: Clock,
  milliseconds: number,
  work: Promise<T>,
  late: () => Error,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => reject(late()))
    work.then(resolve, reject).finally(cancel)
  })
}
