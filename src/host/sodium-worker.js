import { parentPort, workerData } from 'node:worker_threads'
import sodium from 'libsodium-wrappers-sumo'

// JavaScript, because a thread is started from this very file also where the sources are not compiled.
const { name, ...task } = workerData
await sodium.ready

const tasks = {
  deriveKey: ({ password, salt, operations, memory }) =>
    sodium.crypto_pwhash(32, password, salt, operations, memory, sodium.crypto_pwhash_ALG_ARGON2I13),
  seal: ({ message, nonce, key }) => sodium.crypto_secretbox_easy(message, nonce, key),
  open({ box, nonce, key }) {
    try {
      return sodium.crypto_secretbox_open_easy(box, nonce, key)
    } catch {
      return null // wrong key or damaged box
    }
  },
}

const result = tasks[name](task)
for (const secret of ['password', 'key', 'message']) if (task[secret]) sodium.memzero(task[secret])
parentPort.postMessage(result)
