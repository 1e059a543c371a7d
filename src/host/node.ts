import { homedir } from 'node:os'
import { nodeClock } from './clock.ts'
import { filesOf } from './files.ts'
import { nodeProcesses } from './processes.ts'
import { nodePrompt } from './prompt.ts'
import { nodeRandom } from './random.ts'
import type { Host } from './types.ts'

/** Asked to stop, by a person, a system or a terminal that goes away. */
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What HOME says, else the database of users, which need not know whoever runs in a container. */
function homeOf(said: string | undefined): string | undefined {
  const found = said ?? homeInDatabase()
  return found?.startsWith('/') ? found : undefined
}

function homeInDatabase(): string | undefined {
  try {
    return homedir()
  } catch {
    return undefined
  }
}

/** The real world, through a Node process. */
export function nodeHost(node: NodeJS.Process): Host {
  const canPrompt = node.stdin.isTTY === true && node.stderr.isTTY === true
  return {
    argv: node.argv.slice(2),
    env: node.env,
    home: homeOf(node.env.HOME),
    runtime: node.version,
    runtimeOptions: node.execArgv,
    io: {
      out: { write: text => void node.stdout.write(text) },
      err: { write: text => void node.stderr.write(text) },
      outIsTty: node.stdout.isTTY === true,
      errIsTty: node.stderr.isTTY === true,
      canPrompt,
      width: node.stdout.columns ?? node.stderr.columns ?? 80,
      ...(node.stdout.rows && { height: node.stdout.rows }),
    },
    clock: nodeClock,
    prompt: nodePrompt(node.stdin, node.stderr),
    files: filesOf(node.getuid?.()),
    processes: nodeProcesses(node),
    signals: {
      onInterrupt(work) {
        for (const signal of INTERRUPTS) node.on(signal, work)
        return () => {
          for (const signal of INTERRUPTS) node.off(signal, work)
        }
      },
    },
    random: nodeRandom,
    readInput: async (...input) => (await import('./input.ts')).readInput(...input),
    runProgram: async (...program) => (await import('./program.ts')).runProgram(...program),
    runInForeground: async (argv, env) => (await import('./foreground.ts')).runInForeground(node, argv, env),
    sodium: async () => (await import('./sodium.ts')).loadSodium(),
    connect: async (url, options) => (await import('./socket.ts')).openSocket(url, options),
  }
}
