/** What a WebSocket handshake says of who asks and whom. */
interface Handshake {
  readonly origin?: string | undefined
  readonly host?: string | undefined
}

/** Names of this machine that no name server can give to another address. */
const ownNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Why a handshake is refused; undefined if it is not. A browser names in the Origin the page that connects: no page may,
 * but those allowed. And it names in the Host what the page believes to talk to: a name bound to this address
 * afterwards (DNS rebinding) is not ours. Programs name no Origin, or (websocket-client for Python) this server
 * itself, which serves no pages.
 */
export function refusalOf(
  { origin, host }: Handshake,
  port: number | undefined,
  allowed: readonly string[],
): string | undefined {
  if (host === undefined || !ownNames.has(host.replace(/:[0-9]{1,5}$/, '')))
    return 'not the name of this machine'
  const own = [...ownNames].map(name => `http://${name}:${port}`)
  if (origin === undefined || own.includes(origin) || allowed.includes(origin)) return undefined
  return 'web pages may not connect'
}
