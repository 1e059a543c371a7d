import { Blake2256 } from '@polkadot-api/substrate-bindings'
import type { Clock, Host, Prompt, Sodium, TextAnswer } from '../../src/host/types.ts'
import { main } from '../../src/main.ts'
import { createManualClock, type ManualClock } from '../devnet/node/manual-clock.ts'
import { type MemoryFiles, memoryFiles } from './memory-files.ts'
import { fakeProcesses } from './processes.ts'
import { quickSodium } from './sodium.ts'

export const HOME = '/home/tester'
/** Moment at which every test begins. */
export const START = Date.UTC(2026, 0, 1)

/** A clock on which time passes only when told to. */
export interface TestClock extends Clock, Pick<ManualClock, 'advance' | 'pending'> {}

export function testClock(): TestClock {
  const clock = createManualClock()
  return { ...clock, now: () => START + clock.elapsed(), monotonic: clock.elapsed }
}

/** Random bytes that are none. */
export const noChance = (bytes: number): Uint8Array => new Uint8Array(bytes)

type Answer = Awaited<ReturnType<Prompt['confirm']>>

/** What a person does when asked; 'silence' waits until the question is given up. A function runs in between. */
export type Reply = Answer | TextAnswer | 'silence' | (() => Promise<Answer | 'silence'>)

export interface TestHostOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Whether there is a home folder; true if left out. */
  readonly hasHome?: boolean
  /** Answers in order. More questions or fewer fail the test. */
  readonly replies?: readonly Reply[]
  /** Whether there is a person at a terminal; true if left out. */
  readonly terminal?: boolean
  /** Random bytes follow from it. */
  readonly seed?: string
  readonly files?: MemoryFiles
  /** Processes; if left out, there is this one. */
  readonly processes?: Host['processes']
  readonly clock?: TestClock
  readonly connect?: Host['connect']
  /** Version of Node. */
  readonly runtime?: string
  readonly runtimeOptions?: readonly string[]
  /** The quick one if left out. */
  readonly sodium?: Sodium
  /** What can be read from open descriptors. */
  readonly descriptors?: Readonly<Record<number, string>>
  /** Programs; if left out, starting one fails the test. */
  readonly runProgram?: Host['runProgram']
  /** The same for those in the foreground. */
  readonly runInForeground?: Host['runInForeground']
}

/** A world in memory. Deterministic: no socket, no disk, no wall clock, no chance. */
export interface TestWorld {
  readonly host: Host
  readonly clock: TestClock
  readonly files: MemoryFiles
  /** Questions asked so far. */
  readonly questions: readonly string[]
  /** URLs of all connections asked for. */
  readonly connections: readonly string[]
  readonly out: string
  readonly err: string
  /** A signal. */
  interrupt(): void
  /** What a run did wrong: scripts not followed, things left open. */
  faults(): readonly string[]
}

/** One run of taoctl. */
export interface TestRun extends TestWorld {
  /** @throws if a script was not followed or something was left open */
  readonly ended: Promise<Ended>
}

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly questions: readonly string[]
}

/** A world for one run. */
export function testWorld(argv: readonly string[], options: TestHostOptions = {}): TestWorld {
  const { files = memoryFiles(), clock = testClock(), terminal = true, replies = [] } = options
  const written = { out: '', err: '' }
  const add = (to: keyof typeof written, text: string) => {
    written[to] += text
  }
  const interrupts = new Set<() => void>()
  const connections: string[] = []
  const wrong: string[] = []
  let open = 0
  const prompt = scripted(replies, wrong)
  const sodium = options.sodium ?? quickSodium()
  const connect = options.connect ?? nowhere
  const host: Host = {
    argv,
    env: options.env ?? {},
    home: options.hasHome === false ? undefined : HOME,
    runtime: options.runtime ?? 'v20.19.0',
    runtimeOptions: options.runtimeOptions ?? [],
    io: {
      out: { write: text => add('out', text) },
      err: { write: text => add('err', text) },
      outIsTty: false,
      errIsTty: false,
      canPrompt: terminal,
      width: 80,
    },
    clock,
    prompt,
    files,
    processes: options.processes ?? fakeProcesses(),
    signals: {
      onInterrupt(work) {
        interrupts.add(work)
        return () => void interrupts.delete(work)
      },
    },
    random: seeded(options.seed ?? 'taoctl'),
    sodium: async () => sodium,
    async readInput(from, length) {
      if (typeof from === 'string') return files.readStart(from, length)
      const text = options.descriptors?.[from]
      if (text === undefined) throw new Error('it is not open')
      return new TextEncoder().encode(text).subarray(0, length)
    },
    async runProgram(argv, given) {
      if (options.runProgram) return options.runProgram(argv, given)
      wrong.push(`an unexpected program: ${argv.join(' ')}`)
      throw new Error('an unexpected program')
    },
    async runInForeground(argv, env) {
      if (options.runInForeground) return options.runInForeground(argv, env)
      wrong.push(`an unexpected program: ${argv.join(' ')}`)
      throw new Error('an unexpected program')
    },
    async connect(url, given) {
      connections.push(url)
      const socket = await connect(url, {
        ...given,
        onClose: reason => {
          open -= 1
          given.onClose(reason)
        },
      })
      open += 1
      return socket
    },
  }
  const timers = clock.pending()
  const faults = () => [
    ...wrong,
    ...(prompt.left() > 0 ? [`${prompt.left()} replies were not asked for`] : []),
    ...(open > 0 ? [`${open} connections were left open`] : []),
    ...(clock.pending() > timers ? [`${clock.pending() - timers} timers were left`] : []),
    ...(interrupts.size > 0 ? ['signals were still listened to'] : []),
  ]
  return {
    host,
    clock,
    files,
    questions: prompt.questions,
    connections,
    get out() {
      return written.out
    },
    get err() {
      return written.err
    },
    interrupt: () => {
      for (const work of [...interrupts]) work()
    },
    faults,
  }
}

/** Starts taoctl in a world in memory. */
export function startTaoctl(argv: readonly string[], options?: TestHostOptions): TestRun {
  const world = testWorld(argv, options)
  const finish = async (): Promise<Ended> => {
    const code = await main(world.host)
    await turns()
    const faults = world.faults()
    if (faults.length > 0) throw new Error(`${faults.join('; ')}\n${world.err}${world.out}`)
    return { code, out: world.out, err: world.err, questions: world.questions }
  }
  return Object.assign(world, { ended: finish() })
}

/** Lets time pass, half a second at a time, until a run has ended. */
export async function passing(run: TestRun): Promise<Ended> {
  let hasEnded = false
  const done = () => {
    hasEnded = true
  }
  run.ended.then(done, done)
  for (let step = 0; step < 5000 && !hasEnded; step += 1) {
    run.clock.advance(500)
    await turns(10)
  }
  return run.ended
}

/** Runs taoctl to its end. */
export const taoctl = (argv: readonly string[], options?: TestHostOptions): Promise<Ended> =>
  startTaoctl(argv, options).ended

/** The one document of a run with --json. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of many shapes
export function documentOf({ out }: Pick<Ended, 'out'>): any {
  if (!/^[^\n]+\n$/.test(out)) throw new Error(`not one document: ${out}`)
  return JSON.parse(out)
}

/** Lets everything that can happen without time passing happen. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(resolve => setImmediate(resolve))
}

/** Waits, without time passing in the test's world, until a condition holds. @throws if it never does */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000; turn += 1) {
    if (holds()) return
    // What is loaded from the disk takes real time, on a busy machine up to a minute and more.
    if (turn < 2_000) await turns(1)
    else await new Promise(resolve => setTimeout(resolve, 5))
  }
  throw new Error('it never came to hold')
}

const nowhere: Host['connect'] = async () => {
  throw new Error('connection refused')
}

function scripted(replies: readonly Reply[], wrong: string[]) {
  const waiting = [...replies]
  const questions: string[] = []
  const next = async (question: string, givenUp: AbortSignal): Promise<Answer | TextAnswer> => {
    questions.push(question)
    const reply = waiting.shift()
    if (reply === undefined) {
      wrong.push(`an unexpected question: ${question}`)
      throw new Error('an unexpected question')
    }
    const answer = typeof reply === 'function' ? await reply() : reply
    if (answer !== 'silence') return answer
    await new Promise(resolve => givenUp.addEventListener('abort', resolve, { once: true }))
    return 'closed'
  }
  return {
    questions,
    left: () => waiting.length,
    async confirm(question: string, givenUp: AbortSignal): Promise<Answer> {
      const answer = await next(question, givenUp)
      if (typeof answer === 'string') return answer
      wrong.push(`a secret was the reply to: ${question}`)
      throw new Error('a reply of the wrong kind')
    },
    text: secret,
    secret,
  }
  async function secret(question: string, givenUp: AbortSignal): Promise<TextAnswer> {
    const answer = await next(question, givenUp)
    if (answer !== 'yes' && answer !== 'no') return answer
    wrong.push(`a yes or no was the reply to: ${question}`)
    throw new Error('a reply of the wrong kind')
  }
}

/** Bytes that look random and follow from a seed. */
function seeded(seed: string): Host['random'] {
  let round = 0
  return bytes => {
    const blocks: Uint8Array[] = []
    for (let made = 0; made < bytes; made += 32) {
      round += 1
      blocks.push(Blake2256(new TextEncoder().encode(`${seed} ${round}`)))
    }
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, bytes))
  }
}
