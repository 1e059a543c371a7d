import { CliError } from '../../errors/cli-error.ts'
import { shownUrl } from '../../errors/url.ts'

/** An address to connect to. */
export interface Endpoint {
  readonly url: string
  /** Whether it is this machine. */
  readonly isLoopback: boolean
}

/** Where to connect and which chain to expect there. */
export interface Network {
  readonly name: string
  readonly endpoint: string
  /** Hash of block 0; undefined where any chain is accepted. */
  readonly genesis: string | undefined
  /** Hash of block 0 of the chain that answered there in earlier runs. */
  readonly remembered?: string | undefined
  readonly isLoopback: boolean
  /** Where to go when the endpoint cannot be used, in this order. */
  readonly fallbacks: readonly Endpoint[]
}

/** How far the way to an endpoint is trusted. */
export interface Safety {
  /** Whether connections that anybody on the way could read or answer are allowed. */
  readonly insecure?: boolean | undefined
  /** Whether the environment tells Node to take any certificate. */
  readonly areCertificatesUnchecked?: boolean
}

/**
 * Networks by name. Endpoints: opentensor/subtensor@14bc6f9f .github/workflows/check-finney.yml:44,
 * check-testnet.yml:45; archive and the genesis hashes: opentensor/btcli@1e9bc8b6 bittensor_cli/src/__init__.py.
 */
const named: Readonly<Record<string, { readonly endpoint: string; readonly genesis?: string }>> = {
  finney: {
    endpoint: 'wss://entrypoint-finney.opentensor.ai:443',
    genesis: '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
  },
  test: {
    endpoint: 'wss://test.finney.opentensor.ai:443',
    genesis: '0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105',
  },
  archive: {
    endpoint: 'wss://archive.chain.opentensor.ai:443',
    genesis: '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
  },
  local: { endpoint: 'ws://127.0.0.1:9944' },
}

/** The name of the public network that has a genesis hash, whatever name or URL it was reached by. */
export function publicNetwork(genesis: string): string | undefined {
  return Object.entries(named).find(([, network]) => network.genesis === genesis)?.[0]
}

/**
 * Another endpoint that is to confirm what this network's says. Its genesis is compared, not expected.
 * @throws E_NETWORK_UNKNOWN, E_INSECURE_ENDPOINT, E_TLS_UNCHECKED, E_USAGE where it is the same
 */
export function findWitness(text: string, network: Network, safety: Safety): Network {
  const witness = findNetwork(text, safety)
  // One host is one owner, whatever path is written behind it.
  const inUse = [network.endpoint, ...network.fallbacks.map(({ url }) => url)].map(hostOf)
  if (inUse.includes(hostOf(witness.endpoint))) {
    throw new CliError('E_USAGE', {
      problem: `--confirm-with names ${shownUrl(witness.endpoint)}, which is in use already.`,
    })
  }
  return { ...witness, genesis: undefined }
}

/**
 * The network of a name or URL, with its fallbacks.
 * @throws E_NETWORK_UNKNOWN, E_INSECURE_ENDPOINT for ws:// to another machine, E_TLS_UNCHECKED, E_GENESIS where a pinned
 *   one is overridden
 */
export function findNetwork(
  text: string,
  options: Safety & {
    readonly genesis?: string | undefined
    /** Names or URLs. */
    readonly fallbacks?: readonly string[]
  } = {},
): Network {
  const known = knownNetwork(text)
  const { url, isLoopback } = findEndpoint(text, options)
  if (known?.genesis && options.genesis && known.genesis !== options.genesis) {
    throw new CliError('E_GENESIS', { expected: options.genesis, actual: `${known.genesis} (${text})` })
  }
  return {
    name: known ? text : 'custom',
    endpoint: url,
    genesis: options.genesis ?? known?.genesis,
    isLoopback,
    fallbacks: (options.fallbacks ?? []).map(fallback => findEndpoint(fallback, options)),
  }
}

const knownNetwork = (text: string) => (Object.hasOwn(named, text) ? named[text] : undefined)

/** The address of a name or URL. @throws E_NETWORK_UNKNOWN, E_INSECURE_ENDPOINT, E_TLS_UNCHECKED */
function findEndpoint(text: string, { insecure, areCertificatesUnchecked }: Safety): Endpoint {
  const url = knownNetwork(text)?.endpoint ?? text
  const parsed = parseUrl(url)
  if (!parsed) throw new CliError('E_NETWORK_UNKNOWN', { name: text })
  const isLoopback = LOOPBACK.test(parsed.hostname)
  if (parsed.protocol === 'ws:' && !isLoopback && insecure !== true) {
    throw new CliError('E_INSECURE_ENDPOINT', { url })
  }
  if (parsed.protocol === 'wss:' && areCertificatesUnchecked === true && insecure !== true) {
    throw new CliError('E_TLS_UNCHECKED', { url })
  }
  return { url, isLoopback }
}

/** Host and port as they tell owners apart; every name of this machine is one host. */
export function hostOf(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  const host = LOOPBACK.test(hostname) ? 'localhost' : hostname.replace(/\.$/, '')
  return `${host}:${port || (protocol === 'wss:' ? 443 : 80)}`
}

const LOOPBACK = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\])\.?$/

function parseUrl(text: string): URL | undefined {
  if (!/^wss?:\/\//.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.hostname === '' || url.username !== '' || url.password !== '' ? undefined : url
}
