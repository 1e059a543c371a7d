import { createServer, type IncomingMessage } from 'node:http'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { CliError } from '../../src/errors/cli-error.ts'
import type { After } from '../types.ts'
import { refusalOf } from './origin.ts'
import type { Client, ClientLine } from './types.ts'

const host = '127.0.0.1'
/** As a node's default. Bytes. */
const maxMessage = 15 * 1024 * 1024
/** A client that reads slower than this many bytes pile up is let go. */
const maxBacklog = 16 * 1024 * 1024
/** At one time, those that have not said yet what they want included. */
const maxConnections = 256
/** Close code of a server that goes down. */
const goingAway = 1001
/** How long clients of a server that goes down may take to say goodbye. Milliseconds. */
const patience = 500

/** Connects a client to the node. @throws Error while it takes none */
export type Connect = (client: Client) => ClientLine

/** What a server is told besides its port. */
export interface ServerOptions {
  /** Origins whose pages may connect, such as http://localhost:3000; none by default. */
  readonly origins?: readonly string[]
  readonly after: After
}

/** A WebSocket server on loopback. */
export interface Server {
  readonly port: number
  /** Such as ws://127.0.0.1:9944. */
  readonly endpoint: string
  /** Listens no more and waits for its clients to leave; those that stay too long are thrown out. */
  down(): Promise<void>
  /** Listens again on the same port. @throws E_PORT */
  up(): Promise<void>
  /** Goes down at once. */
  close(): Promise<void>
}

/**
 * Serves the node over WebSocket on loopback. Port 0 takes any free one. A web page, which a browser
 * names in the Origin, is refused: no page may drive the chain. @throws E_PORT
 */
export async function startServer(connect: Connect, port: number, options: ServerOptions): Promise<Server> {
  let listening = await listen(connect, port, options)
  const bound = listening.port
  return {
    port: bound,
    endpoint: `ws://${host}:${bound}`,
    up: async () => {
      listening = await listen(connect, bound, options)
    },
    down: async () => {
      const cancel = options.after(patience, () => listening.throwOut())
      await listening.close()
      cancel()
    },
    close: async () => {
      listening.throwOut()
      await listening.close()
    },
  }
}

async function listen(connect: Connect, port: number, { origins = [] }: ServerOptions) {
  const http = createServer((_, response) => {
    response.writeHead(426, { 'content-type': 'text/plain' }).end('this is a WebSocket\n')
  })
  http.maxConnections = maxConnections
  const server = new WebSocketServer({
    server: http,
    maxPayload: maxMessage,
    perMessageDeflate: false,
    verifyClient: ({ req }: { req: IncomingMessage }, done) => {
      const problem = refusalOf(req.headers, req.socket.localPort, origins)
      if (problem === undefined) done(true)
      else done(false, 403, problem)
    },
  })
  await new Promise<void>((resolve, reject) => {
    http.once('listening', resolve)
    server.on('error', failure => reject(portError(port, failure)))
    http.listen(port, host)
  })
  server.on('connection', socket => {
    try {
      serve(connect, socket)
    } catch {
      // The node went down during the handshake.
      socket.terminate()
    }
  })
  const address = http.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    throwOut: () => {
      for (const client of server.clients) client.terminate()
      http.closeAllConnections()
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close()
        http.close(() => resolve())
        http.closeIdleConnections()
      }),
  }
}

function serve(connect: Connect, socket: WebSocket): void {
  const line = connect({
    send: text => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > maxBacklog) socket.terminate()
      else socket.send(text)
    },
    // What was sent before still arrives, and nothing more is heard.
    hangUp: () => {
      line.close()
      socket.close(goingAway)
    },
  })
  // Binary frames are read as text: some clients send nothing else.
  socket.on('message', (data: RawData) => line.receive(textOf(data)))
  socket.on('close', () => line.close())
  // A frame too large or malformed: ws closes the connection after this.
  socket.on('error', () => line.close())
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.from(data as Buffer).toString('utf8')
}

function portError(port: number, failure: Error): CliError {
  const code = (failure as { readonly code?: unknown }).code
  const problem =
    code === 'EADDRINUSE' ? 'another program uses it' : code === 'EACCES' ? 'not allowed' : failure.message
  return new CliError('E_PORT', { port, problem }, { cause: failure })
}
