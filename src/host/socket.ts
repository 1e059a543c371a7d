import { WebSocket } from 'ws'
import type { Socket, SocketOptions } from './types.ts'

/** Opens a WebSocket with a deadline and a bound on message size. */
export function openSocket(url: string, options: SocketOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (options.givenUp.aborted) return reject(new Error('given up'))
    const socket = new WebSocket(url, {
      // 0 would mean no deadline at all.
      handshakeTimeout: Math.max(1, options.timeout),
      maxPayload: options.maxBytes,
      perMessageDeflate: false,
      // Each message gets a turn of its own: clocks and interrupts come through between two, however many there are.
      allowSynchronousEvents: false,
    })
    let opened = false
    let failure = 'connection closed'
    const leave = () => socket.terminate()
    options.givenUp.addEventListener('abort', leave, { once: true })
    socket.on('open', () => {
      opened = true
      options.givenUp.removeEventListener('abort', leave)
      resolve({ send: text => socket.send(text), close: () => close(socket) })
    })
    socket.on('message', (data, isBinary) => {
      if (!isBinary) options.onMessage(data.toString())
    })
    socket.on('error', error => {
      failure = reasonOf(error)
      if (!opened) reject(new Error(failure, { cause: error }))
    })
    socket.on('close', () => {
      options.givenUp.removeEventListener('abort', leave)
      if (opened) options.onClose(failure)
    })
  })
}

/** Says goodbye, and hangs up on a peer that does not answer. */
function close(socket: WebSocket): void {
  socket.close()
  setTimeout(() => socket.terminate(), 500).unref()
}

function reasonOf(error: Error & { code?: string; errors?: readonly Error[] }): string {
  const first = error.errors?.[0] as (Error & { code?: string }) | undefined
  const code = error.code ?? first?.code
  if (code === 'ECONNREFUSED') return 'connection refused'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'host name not found'
  if (code === 'ECONNRESET') return 'connection reset'
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return 'an answer was too large'
  return error.message || code || 'unknown failure'
}
