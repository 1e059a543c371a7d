import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { nodeHost } from '../../src/host/node.ts'
import { main } from '../../src/main.ts'

/** No terminal anywhere. */
const plain = { outIsTty: false, errIsTty: false, canPrompt: false, width: 80 }

export const binary = fileURLToPath(new URL('../../dist/bin/taoctl.js', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A temporary home in which the built binary runs, with nothing of the real one. */
export interface Home {
  readonly folder: string
  readonly wallets: string
  /** Runs taoctl to its end with stdin closed and no terminal. */
  run(...args: readonly string[]): Promise<Ran>
  /** The same with --json, which must print exactly one document. */
  json(...args: readonly string[]): Promise<{ readonly code: number | null; readonly document: Envelope }>
  /** Runs the sources within this process instead: the same words in, the same text out, without a start-up. */
  main(...args: readonly string[]): Promise<Ran>
  /** Starts taoctl and hands it over while it runs. */
  start(...args: readonly string[]): Running
  /** Starts a devnet on a free port, its wallets in `wallets`. */
  devnet(...args: readonly string[]): Promise<RunningDevnet>
  remove(): Promise<void>
}

export interface Running {
  readonly child: ChildProcess
  /** How it ended, with all it printed. */
  readonly ended: Promise<Ran>
}

export interface RunningDevnet {
  readonly endpoint: string
  readonly started: Envelope
  stop(): Promise<number | null>
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of many shapes
export type Envelope = any

/** `program`: the one to run, from the folder of the home. */
export async function makeHome(
  extraEnv: Readonly<Record<string, string>> = {},
  program = binary,
): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'taoctl-test-'))
  const wallets = join(folder, 'wallets')
  const env = { PATH: process.env.PATH, HOME: folder, ...extraEnv }
  const children = new Set<ChildProcess>()
  const open = (...args: readonly string[]) => {
    const child = spawn(process.execPath, [resolve(folder, program), ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  const start = (...args: readonly string[]): Running => {
    const child = open(...args)
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
      ([stdout, stderr, [code]]) => ({ code: code as number | null, stdout, stderr }),
    )
    return { child, ended }
  }
  const run = (...args: readonly string[]): Promise<Ran> => start(...args).ended
  return {
    folder,
    wallets,
    start,
    run,
    async main(...argv) {
      const printed = { out: '', err: '' }
      const sink = (name: keyof typeof printed) => ({
        write(text: string) {
          printed[name] += text
        },
      })
      const io = { ...plain, out: sink('out'), err: sink('err') }
      const code = await main({ ...nodeHost(process), argv, env, home: folder, io })
      return { code, stdout: printed.out, stderr: printed.err }
    },
    async json(...args) {
      const { code, stdout } = await run(...args, '--json')
      return { code, document: oneDocument(stdout) }
    },
    async devnet(...args) {
      const child = open('devnet', 'start', '--port', '0', '--wallets', wallets, '--json', ...args)
      const errors = text(child.stderr)
      const lines = child.stdout ? once(createInterface({ input: child.stdout }), 'line') : Promise.reject()
      const failed = once(child, 'exit').then(async ([code]) => {
        throw new Error(`the devnet ended with ${code}: ${await errors}`)
      })
      failed.catch(() => undefined)
      const [line] = await Promise.race([lines, failed])
      const started = JSON.parse(String(line))
      return {
        endpoint: started.data.endpoint,
        started,
        async stop() {
          if (child.exitCode !== null) return child.exitCode
          child.kill('SIGTERM')
          const [code] = await once(child, 'exit')
          return code as number | null
        },
      }
    },
    async remove() {
      for (const child of children) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The one JSON document that a command with --json prints. */
export function oneDocument(stdout: string): Envelope {
  if (!stdout.endsWith('\n') || stdout.trimEnd().includes('\n'))
    throw new Error(`not one document: ${stdout}`)
  return JSON.parse(stdout)
}

async function text(stream: NodeJS.ReadableStream | null): Promise<string> {
  let all = ''
  for await (const chunk of stream ?? []) all += String(chunk)
  return all
}
