import type { RunningDevnet } from '../../devnet/start.ts'
import { main } from '../../src/main.ts'
import type { MemoryFiles } from './memory-files.ts'
import { mortalHost } from './mortal.ts'
import { fakeProcesses } from './processes.ts'
import { connectTo, filesWithWallets, startChain } from './test-chain.ts'
import { type TestClock, taoctl, testClock, testWorld, turns } from './test-host.ts'

/** A chain whose blocks come as time passes, and a machine on which one process after the other runs taoctl. */
export interface Scene {
  readonly devnet: RunningDevnet
  readonly files: MemoryFiles
  /** Runs a command to its end, or, with a life of so many operations, until it is killed. */
  run(argv: readonly string[], life?: number, torn?: boolean): Promise<SceneEnd>
  /** Forgets what waits in the pool, and lets blocks come until the era of anything signed so far is over. */
  outlive(): void
  /** Signed extrinsics in the blocks of the best chain. */
  executions(): number
  stop(): Promise<void>
}

export interface SceneEnd {
  /** Undefined when it was killed. */
  readonly code: number | undefined
  readonly out: string
  readonly err: string
  readonly operations: readonly string[]
}

/** Rounds without any operation after which a command hangs. */
const PATIENCE = 5000

export async function openScene(): Promise<Scene> {
  const devnet = await startChain({ seal: { kind: 'manual' } })
  const files = await filesWithWallets()
  const clock = testClock()
  const { tree } = devnet.chain
  let processes = 0

  const makeBlock = () => {
    devnet.newBlock()
    const final = tree.at(tree.best().header.number - 1)
    if (final && final.header.number > tree.finalized().header.number) devnet.finalize(final)
  }
  return {
    devnet,
    files,
    async run(argv, life = Number.POSITIVE_INFINITY, torn = false) {
      processes += 1
      const world = testWorld(argv, {
        ...{ files, clock, connect: connectTo(devnet), seed: `process ${processes}` },
        processes: fakeProcesses(processes),
      })
      const mortal = mortalHost(world.host, life, torn)
      let code: number | undefined
      const running = main(mortal.host).then(exit => {
        code = exit
      })
      let idle = 0
      for (let seen = 0; code === undefined && !mortal.isDead; ) {
        await turns(2)
        const { length } = mortal.operations
        idle = length === seen ? idle + 1 : 0
        seen = length
        if (idle > PATIENCE) throw new Error(`it hangs: ${argv.join(' ')}\n${world.err}${world.out}`)
        if (idle > 3) await passTime(clock, makeBlock)
      }
      if (code !== undefined) await running
      return { code, out: world.out, err: world.err, operations: mortal.operations }
    },
    outlive() {
      for (const { hash } of devnet.chain.pool.ready()) devnet.control.pool.drop(hash)
      for (let made = 0; made < 40; made += 1) makeBlock()
    },
    executions() {
      let count = 0
      for (let height = 1; height <= tree.best().header.number; height += 1) {
        // The first extrinsic of a block is the timestamp.
        count += (tree.at(height)?.extrinsics.length ?? 1) - 1
      }
      return count
    },
    stop: () => devnet.stop(),
  }
}

/** Runs commands once on a chain of their own, where time stands still while what they load is loaded. */
export async function load(...commands: readonly (readonly string[])[]): Promise<void> {
  const devnet = await startChain()
  const files = await filesWithWallets()
  for (const argv of commands) await taoctl(argv, { files, connect: connectTo(devnet) })
  await devnet.stop()
}

/** A command that is killed at its n-th operation, at every second one with its last line torn; then what is to be seen. */
export async function killed(
  moment: number,
  argv: readonly string[],
  then: (scene: Scene) => Promise<void>,
): Promise<void> {
  const scene = await openScene()
  try {
    await scene.run(argv, moment, moment % 2 === 1)
    await then(scene)
  } finally {
    await scene.stop()
  }
}

/** Half a second, and a block. Loading a module takes real time. */
async function passTime(clock: TestClock, makeBlock: () => void): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 1))
  clock.advance(500)
  makeBlock()
}
