import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { CliError } from '../errors/cli-error.ts'
import type { Client, Line } from './control/line.ts'

const host = '127.0.0.1'
/** As a node's default. Bytes. */
const maxMessage = 15 * 1024 * 1024
/** A client that reads slower than this many bytes pile up is let go. */
const maxBacklog = 64 * 1024 * 1024
/** Close code of a server that goes down. */
const goingAway = 1001

/** Connects a client to the node. @throws Error while it takes none */
export type Connect = (client: Client) => Line

/** A listening WebSocket server. */
export interface Server {
  readonly port: number
  /** Such as ws://127.0.0.1:9944. */
  readonly endpoint: string
  close(): Promise<void>
}

/**
 * Serves the node over WebSocket on loopback. Port 0 takes any free one. A web page, which a browser
 * names in the Origin, is refused: no page may drive the chain. @throws E_PORT
 */
export async function startServer(connect: Connect, port: number): Promise<Server> {
  const server = new WebSocketServer({
    host,
    port,
    maxPayload: maxMessage,
    perMessageDeflate: false,
    verifyClient: ({ req }, done) => {
      if (mayConnect(req.headers.origin, req.socket.localPort)) done(true)
      else done(false, 403, 'web pages may not connect')
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve)
    server.on('error', failure => reject(portError(port, failure)))
  })
  server.on('connection', socket => serve(connect, socket))

  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    port: bound,
    endpoint: `ws://${host}:${bound}`,
    close: () =>
      new Promise(resolve => {
        for (const client of server.clients) client.terminate()
        server.close(() => resolve())
      }),
  }
}

/** Programs name no Origin, or (websocket-client for Python) this server itself, which serves no pages. */
function mayConnect(origin: string | undefined, port: number | undefined): boolean {
  return origin === undefined || origin === `http://${host}:${port}` || origin === `http://localhost:${port}`
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
