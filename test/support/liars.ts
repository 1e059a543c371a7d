import type { RunningDevnet } from '../../devnet/start.ts'
import type { Host } from '../../src/host/types.ts'
import { main } from '../../src/main.ts'
import { hashOf } from '../../src/scale/bytes.ts'
import { connectAmong } from './endpoints.ts'
import { type Invention, inventingEndpoint, type Lies } from './inventing-endpoint.ts'
import type { MemoryFiles } from './memory-files.ts'
import { fakeProcesses } from './processes.ts'
import { connectTo, filesWithWallets, startChain } from './test-chain.ts'
import { START, type TestClock, testClock, testWorld, turns } from './test-host.ts'

/** Endpoints of one chain that are on no machine near: one that may lie, and one that never does. */
export const [LIAR, HONEST] = ['ws://liar.example:9944', 'ws://honest.example:9944']

/** Another way to the one that may lie. */
export const LIAR_AGAIN = `${LIAR}/again`

/** A development chain that goes on by the clock, seen through endpoints that may lie, and a journal. */
export interface LiarScene {
  readonly devnet: RunningDevnet
  readonly files: MemoryFiles
  readonly clock: TestClock
  /** The endpoint that may lie, from now on. */
  lie(lies: Partial<Omit<Lies, 'invention'>> & { readonly invention?: () => Invention | undefined }): void
  /** Runs a command to its end while blocks are made. */
  run(argv: readonly string[], more?: Readonly<Record<string, Host['connect']>>): Promise<LiarRun>
  /** Sets this machine's clock so far from the chain's. Unit: milliseconds. */
  clockOff(milliseconds: number): void
  /** Lets time pass, and as many blocks as fit a few minutes of it. Unit: milliseconds. */
  pass(milliseconds: number): void
  /** Signed extrinsics in the blocks of the best chain, or those of them with given hashes. */
  executions(hashes?: readonly string[]): number
  stop(): Promise<void>
}

export interface LiarRun {
  readonly code: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into documents of many shapes
  readonly document: any
  readonly err: string
}

/** Unit: milliseconds. */
const [SLOT, STEP] = [12_000, 6_000]
const MOST_BLOCKS = 40

export async function openLiarScene(): Promise<LiarScene> {
  const devnet = await startChain({ seal: { kind: 'manual' } })
  const files = await filesWithWallets()
  const chainClock = testClock()
  let off = 0
  const clock: TestClock = { ...chainClock, now: () => chainClock.now() + off }
  const { tree } = devnet.chain
  let lies: Lies = { invention: () => undefined, says: 'truth', passesOn: true }
  let processes = 0
  let made = START

  const makeBlock = () => {
    made = Math.max(made + 1, chainClock.now())
    devnet.control.time.set(made)
    devnet.newBlock()
    const final = tree.at(tree.best().header.number - 1)
    if (final && final.header.number > tree.finalized().header.number) devnet.finalize(final)
  }
  const step = (milliseconds: number) => {
    clock.advance(milliseconds)
    if (chainClock.now() - made >= SLOT) makeBlock()
  }
  const liar: Lies = {
    invention: () => lies.invention(),
    get says() {
      return lies.says
    },
    get passesOn() {
      return lies.passesOn
    },
  }
  makeBlock()
  return {
    devnet,
    files,
    clock,
    lie(next) {
      lies = { invention: () => undefined, says: 'truth', passesOn: true, ...next }
    },
    async run(argv, more = {}) {
      processes += 1
      const connect = connectAmong({
        [LIAR]: inventingEndpoint(devnet, liar),
        [LIAR_AGAIN]: inventingEndpoint(devnet, liar),
        [HONEST]: connectTo(devnet),
        ...more,
      })
      const world = testWorld([...argv, '--insecure', '--json'], {
        ...{ files, clock, connect, seed: `process ${processes}`, terminal: false },
        processes: fakeProcesses(processes),
      })
      let code: number | undefined
      const running = main(world.host).then(exit => {
        code = exit
      })
      for (let round = 0; code === undefined; round += 1) {
        if (round > 2_000) throw new Error(`it hangs: ${argv.join(' ')}\n${world.err}${world.out}`)
        await turns(12)
        if (code !== undefined || round % 8 !== 7) continue
        // Loading a module takes real time.
        await new Promise(resolve => setTimeout(resolve, 1))
        step(STEP)
      }
      await running
      return { code: code ?? -1, document: JSON.parse(world.out), err: world.err }
    },
    clockOff(milliseconds) {
      off = milliseconds
    },
    pass(milliseconds) {
      const blocks = Math.min(MOST_BLOCKS, Math.floor(milliseconds / SLOT))
      clock.advance(milliseconds - blocks * SLOT)
      for (let block = 0; block < blocks; block += 1) {
        clock.advance(SLOT)
        makeBlock()
      }
    },
    executions(hashes) {
      let count = 0
      for (let height = 1; height <= tree.best().header.number; height += 1) {
        // The first extrinsic of a block is the timestamp.
        const signed = tree.at(height)?.extrinsics.slice(1) ?? []
        count += hashes ? signed.filter(each => hashes.includes(hashOf(each))).length : signed.length
      }
      return count
    },
    stop: () => devnet.stop(),
  }
}
