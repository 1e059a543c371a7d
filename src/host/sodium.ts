import { Worker } from 'node:worker_threads'
import type { Sodium } from './types.ts'

/** Number libsodium has for argon2i 1.3. */
const ARGON2I13 = 1
/** Bytes of a secretbox's tag. */
const TAG = 16

/** Where the two implementations come from. */
export interface SodiumLoaders {
  native(): Promise<typeof import('sodium-native')>
  /** The script that runs the WebAssembly one in a thread. */
  readonly worker: URL
}

const loaders: SodiumLoaders = {
  native: () => import('sodium-native'),
  worker: new URL('./sodium-worker.js', import.meta.url),
}

/** libsodium: the native one, or WebAssembly in a thread of its own where that cannot load. */
export async function loadSodium({ native, worker }: SodiumLoaders = loaders): Promise<Sodium> {
  try {
    return nativeSodium(await native())
  } catch {
    return threadSodium(worker)
  }
}

function nativeSodium(library: typeof import('sodium-native')): Sodium {
  return {
    kind: 'native',
    async deriveKey(password, { salt, operations, memory }) {
      const key = new Uint8Array(32)
      await library.crypto_pwhash_async(key, password, salt, operations, memory, ARGON2I13)
      return key
    },
    async seal(message, nonce, key) {
      const box = new Uint8Array(message.length + TAG)
      library.crypto_secretbox_easy(box, message, nonce, key)
      return box
    },
    async open(box, nonce, key) {
      if (box.length < TAG) return undefined
      const message = new Uint8Array(box.length - TAG)
      return library.crypto_secretbox_open_easy(message, box, nonce, key) ? message : undefined
    },
    wipe: bytes => library.sodium_memzero(bytes),
  }
}

function threadSodium(script: URL): Sodium {
  const bytes = async (task: Readonly<Record<string, unknown>>, givenUp?: AbortSignal) => {
    const result = await runWorker(script, task, givenUp)
    if (result instanceof Uint8Array) return result
    throw new Error('the thread gave no bytes')
  }
  return {
    kind: 'WebAssembly',
    deriveKey: (password, settings, givenUp) => bytes({ name: 'deriveKey', password, ...settings }, givenUp),
    seal: (message, nonce, key) => bytes({ name: 'seal', message, nonce, key }),
    async open(box, nonce, key) {
      const result = await runWorker(script, { name: 'open', box, nonce, key })
      return result instanceof Uint8Array ? result : undefined
    },
    wipe: each => void each.fill(0),
  }
}

/** Runs one task in a thread that ends with it. The thread takes none of this process's flags or environment. */
function runWorker(script: URL, task: unknown, givenUp?: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task, execArgv: [], env: {} })
    const stop = () => void worker.terminate()
    givenUp?.addEventListener('abort', stop, { once: true })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', code => {
      givenUp?.removeEventListener('abort', stop)
      reject(new Error(`the thread ended with ${code}`))
    })
  })
}
