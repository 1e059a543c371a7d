import type { Clock } from '../host/types.ts'

/** What a command spends its time on, one after the other. */
export type Stage =
  | 'start'
  | 'connect'
  | 'metadata'
  | 'reads'
  | 'answer'
  | 'key'
  | 'signing'
  | 'inclusion'
  | 'finality'

/** Where the time of a run went. */
export interface Stages {
  /** Ends the stage before; one that comes again goes on where it was. */
  enter(stage: Stage): void
  /** Milliseconds by stage, in the order they were first entered; the one running counts up to now. */
  spent(): ReadonlyMap<Stage, number>
}

const LABELS: Readonly<Record<Stage, string>> = {
  start: 'start',
  connect: 'connect',
  metadata: 'metadata',
  reads: 'reads',
  answer: 'waiting for the answer',
  key: 'key',
  signing: 'signing',
  inclusion: 'inclusion',
  finality: 'finality',
}

/** Begins with the stage `start`, which began with the process. `entered` hears of each. */
export function startStages(
  clock: Pick<Clock, 'monotonic'>,
  entered: (stage: Stage) => void = () => undefined,
): Stages {
  const times = new Map<Stage, number>()
  let current: Stage = 'start'
  let since = 0
  const lap = () => {
    const now = clock.monotonic()
    times.set(current, (times.get(current) ?? 0) + now - since)
    since = now
  }
  return {
    enter(stage) {
      lap()
      current = stage
      entered(stage)
    },
    spent() {
      lap()
      return times
    },
  }
}

/** One line on where the time went, as in 'Time: start 40 ms, connect 5 ms; 45 ms in all.' */
export function describeStages(spent: ReadonlyMap<Stage, number>): string {
  const parts = [...spent].map(([stage, time]) => `${LABELS[stage]} ${milliseconds(time)}`)
  const total = [...spent.values()].reduce((sum, time) => sum + time, 0)
  return `Time: ${parts.join(', ')}; ${milliseconds(total)} in all.`
}

const milliseconds = (time: number) => `${Math.round(time)} ms`
