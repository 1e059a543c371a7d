import { CliError } from '../../errors/cli-error.ts'
import type { Hex } from '../../scale/bytes.ts'
import { type Header, readHeader } from '../read/header.ts'
import { hashAnswer, isU32, objectAnswer } from '../rpc/answer.ts'
import type { Rpc } from '../rpc/rpc.ts'
import { isDevelopmentGenesis } from './development.ts'
import type { Network } from './network.ts'

type Requests = Pick<Rpc, 'request'>

/** Version of a runtime, as far as what is read and signed depends on it. */
export interface RuntimeVersion {
  readonly specVersion: number
  readonly transactionVersion: number
}

/** Which chain answers, and how far it has got. */
export interface Identity extends RuntimeVersion {
  readonly genesis: Hex
  readonly best: Header
}

/** Holds every endpoint of one run against what is expected, and against the one that answered first. */
export interface IdentityCheck {
  /** @throws E_GENESIS, E_GENESIS_CHANGED, E_RUNTIME_CHANGED, E_ENDPOINT also where the endpoint is behind */
  check(line: Rpc): Promise<void>
  /** What answered first. */
  readonly first: Identity
  /** Whether it is known which chain others than the first endpoint must be. */
  readonly knowsChain: boolean
  /** Lets endpoints have another runtime from now on: what is read then is read by the runtime of its block. */
  followUpgrades(): void
  /** Tells of a block that reads were made at: an endpoint that has not got so far is of no use. */
  seen(block: number): void
}

/** A check for the endpoints of one network. */
export function createIdentityCheck(network: Network): IdentityCheck {
  let first: Identity | undefined
  let newest = 0
  let mayBeUpgraded = false
  const expected = () => network.genesis ?? first?.genesis ?? network.remembered
  return {
    get first() {
      if (!first) throw new Error('no endpoint has answered yet')
      return first
    },
    get knowsChain() {
      return expected() !== undefined
    },
    followUpgrades() {
      mayBeUpgraded = true
    },
    seen(block) {
      newest = Math.max(newest, block)
    },
    async check(line) {
      const found = await readIdentity(line)
      const genesis = expected()
      if (genesis !== undefined && genesis !== found.genesis) {
        const isOnlyMemory = network.genesis === undefined && !first && line.url === network.endpoint
        if (!isOnlyMemory) throw new CliError('E_GENESIS', { expected: genesis, actual: found.genesis })
        // Each start of a development chain is another chain, and what is signed for it is worthless anywhere else.
        if (!network.isLoopback || !(await isDevelopment(line, found.genesis))) {
          const context = { endpoint: network.endpoint, remembered: genesis, actual: found.genesis }
          throw new CliError('E_GENESIS_CHANGED', context)
        }
      }
      if (found.best.number < newest) {
        const problem = `it is behind: its best block is ${found.best.number}, block ${newest} was seen`
        throw new CliError('E_ENDPOINT', { problem })
      }
      if (first && !mayBeUpgraded) requireSameRuntime(first, found)
      first ??= found
    },
  }
}

async function readIdentity(rpc: Requests): Promise<Identity> {
  const [genesis, version, best] = await Promise.all([
    rpc.request('chain_getBlockHash', [0]),
    readVersion(rpc),
    rpc.request('chain_getHeader'),
  ])
  return { genesis: hashAnswer('the genesis hash', genesis), ...version, best: readHeader(best) }
}

/** The runtime's version at a block, by default the best. @throws E_ENDPOINT */
export async function readVersion(rpc: Requests, at?: Hex): Promise<RuntimeVersion> {
  const answer = objectAnswer(
    'the runtime version',
    await rpc.request('state_getRuntimeVersion', at ? [at] : []),
  )
  const { specVersion, transactionVersion } = answer
  if (!isU32(specVersion) || !isU32(transactionVersion)) {
    throw new CliError('E_ENDPOINT', { problem: 'the runtime version has no spec version' })
  }
  return { specVersion, transactionVersion }
}

/** @throws E_RUNTIME_CHANGED */
export function requireSameRuntime(before: RuntimeVersion, now: RuntimeVersion): void {
  if (now.specVersion === before.specVersion && now.transactionVersion === before.transactionVersion) return
  const change = { before: before.specVersion, now: now.specVersion }
  throw new CliError('E_RUNTIME_CHANGED', change, { retryable: true })
}

/** Whether a genesis hash is that of our development chain, by the header it is the hash of. @throws E_ENDPOINT */
export async function isDevelopment(rpc: Requests, genesis: Hex): Promise<boolean> {
  const header = readHeader(await rpc.request('chain_getHeader', [genesis]))
  return header.hash === genesis && isDevelopmentGenesis(header)
}
