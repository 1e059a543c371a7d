import type { Host } from '../../src/host/types.ts'

/** A host that dies: nothing it is asked for after that ever happens, and nothing it waits for ever comes. */
export interface Mortal {
  readonly host: Host
  /** What it was asked for so far, by name. */
  readonly operations: readonly string[]
  readonly isDead: boolean
}

/**
 * Kills a process at one of its operations: at files, sockets, other processes, and the arrival of messages and of time.
 * A line being appended then is torn in the middle where `torn` says so.
 */
export function mortalHost(host: Host, life: number, torn = false): Mortal {
  const operations: string[] = []
  const sockets: (() => void)[] = []
  let isDead = false
  /** Whether an operation still happens. */
  const happens = (name: string) => {
    if (isDead) return false
    operations.push(name)
    if (operations.length <= life) return true
    isDead = true
    for (const close of sockets) close()
    return false
  }
  const never = () => new Promise<never>(() => undefined)
  const guard = <T extends object>(what: string, object: T): T =>
    new Proxy(object, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member !== 'function') return member
        return (...args: unknown[]) => {
          if (happens(`${what}.${String(name)}`)) return Reflect.apply(member, target, args)
          return never()
        }
      },
    })
  const files = guard('files', host.files)
  return {
    operations,
    get isDead() {
      return isDead
    },
    host: {
      ...host,
      files: {
        ...files,
        ...Object.fromEntries(Object.keys(host.files).map(name => [name, Reflect.get(files, name)])),
        async append(path, content) {
          const wasAlive = !isDead
          if (happens('files.append')) return host.files.append(path, content)
          if (torn && wasAlive) await host.files.append(path, content.subarray(0, content.length >> 1))
          return never()
        },
      },
      processes: guard('processes', host.processes),
      clock: {
        ...host.clock,
        after: (milliseconds, work) =>
          host.clock.after(milliseconds, () => void (happens('clock') && work())),
      },
      async connect(url, options) {
        if (!happens('connect')) return never()
        const socket = await host.connect(url, {
          ...options,
          onMessage: text => void (happens('message') && options.onMessage(text)),
          onClose: reason => void (happens('close') && options.onClose(reason)),
        })
        sockets.push(() => socket.close())
        return {
          send: text => void (happens('send') && socket.send(text)),
          close: () => socket.close(),
        }
      },
    },
  }
}
