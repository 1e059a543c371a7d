import type { LinkEvent } from '../chain/rpc/finder.ts'
import { shownUrl } from '../errors/url.ts'
import type { Output } from '../output/output.ts'

/** Tells what becomes of connections: what a person should know always, the rest with -v. */
export function tellerOf(output: Pick<Output, 'status' | 'trace' | 'warn'>): (event: LinkEvent) => void {
  return event => {
    const url = shownUrl(event.endpoint.url)
    switch (event.kind) {
      case 'connected':
        if (event.isFallback) output.status(`Using the fallback ${url}`)
        return output.trace(`Connected to ${url}`)
      case 'lost':
        return output.status(`The connection to ${url} is lost; connecting again`)
      case 'failed':
        return output.trace(event.error.message)
      case 'refused':
        return output.warn('W_FALLBACK', `The fallback ${url} is not used. ${event.error.message}`)
    }
  }
}
