import { CliError } from '../src/errors/cli-error.ts'
import type { Hex } from '../src/scale/bytes.ts'
import { createControl } from './control/control.ts'
import { devMethods } from './control/dev-methods.ts'
import { networkControl } from './control/network.ts'
import { repeatableRandom } from './control/randomness.ts'
import type { Control } from './control/types.ts'
import { type RuntimeMetadata, readMetadata } from './metadata/runtime-metadata.ts'
import type { NodeBlock } from './node/block.ts'
import { createChain } from './node/chain.ts'
import type { NewBlock, NodeChain } from './node/chain-types.ts'
import { createEdition } from './node/edition.ts'
import { runtimeApis } from './node/runtime-api.ts'
import { startSealing } from './node/seal.ts'
import type { Seal } from './node/settings.ts'
import { type ProfileName, profileMetadata, profiles } from './profile/profile.ts'
import { createCore, type RpcCore } from './rpc/core.ts'
import { defaultScenario } from './scenario/default.ts'
import { genesisOf } from './scenario/genesis.ts'
import type { Scenario } from './scenario/schema.ts'
import type { After } from './types.ts'
import { createExchange } from './wire/exchange.ts'
import { createFaults } from './wire/fault.ts'
import { openLine } from './wire/line.ts'
import { createProvider } from './wire/provider.ts'
import { type Server, startServer } from './wire/server.ts'
import type { Client, ClientLine, Provider } from './wire/types.ts'

/** Time as the chain needs it. */
export interface DevnetClock {
  readonly after: After
  /** Milliseconds since the epoch. Without it every block is 12 seconds after its parent. */
  now?(): number
}

export type StartOptions = Setting & RuntimeChoice

/** Which runtime the chain is: one of its own, or that of another's metadata; never both. */
export type RuntimeChoice =
  | {
      /** `present` if left out. */
      readonly profile?: ProfileName
      readonly metadata?: never
    }
  | {
      /**
       * Metadata of another runtime, to serve the chain through: SCALE bytes, or what `readMetadata` made of them, which
       * several chains may share.
       */
      readonly metadata: Uint8Array | RuntimeMetadata
      readonly profile?: never
    }

interface Setting {
  readonly clock: DevnetClock
  /** The default scenario if left out. */
  readonly scenario?: Scenario
  /** Port on 127.0.0.1, 0 for any free one. Left out, the chain is reached through `provider()` alone. */
  readonly port?: number
  /** Origins whose web pages may connect, such as http://localhost:3000; none by default. */
  readonly origins?: readonly string[]
  /** Instant if left out. */
  readonly seal?: Seal
  /** Any text: of two chains with one scenario, those with one seed have one genesis. Left out, it is always the same. */
  readonly seed?: string
  /** What signatures of development keys draw from; left out, the same bytes in every run. */
  readonly random?: (bytes: number) => Uint8Array
}

/** A running development chain. */
export interface RunningDevnet {
  /** Such as ws://127.0.0.1:9944; empty without a port. */
  readonly endpoint: string
  readonly genesisHash: Hex
  readonly specVersion: number
  readonly chain: NodeChain
  readonly core: RpcCore
  /** A new connection in process, for `ApiPromise.create({ provider })`. */
  provider(): Provider
  /** A new connection in process that carries the texts a socket would. @throws Error while the node is down */
  connect(client: Client): ClientLine
  /** Everything that can be done to the chain and to its connections; over the socket by the methods dev_*. */
  readonly control: Control
  newBlock(options?: NewBlock): NodeBlock
  /** Finalizes a block and all before it; the best block if none is named. */
  finalize(block?: NodeBlock): void
  /** Stops timers, ends connections, frees the port. */
  stop(): Promise<void>
}

/** Starts a chain from a scenario. @throws E_SCENARIO, E_METADATA, E_USAGE, E_PORT */
export async function startDevnet(options: StartOptions): Promise<RunningDevnet> {
  const { clock, port, seal = { kind: 'instant' }, random = repeatableRandom('taoctl devnet') } = options
  const { origins, seed: text } = options
  const said = await genesisOf(await checked(options.scenario), 'given')
  const genesis = text === undefined ? said : { ...said, seed: text }
  const edition = createEdition(metadataOf(options), options.profile && profiles[options.profile].terms)
  const chain = createChain({ edition, genesis, ...(clock.now && { clock: () => clock.now?.() ?? 0 }) })
  const faults = createFaults()
  const after = clock.after.bind(clock)
  const sealing = startSealing(chain, seal, after)
  let server: Server | undefined
  const control = createControl({
    chain,
    sealing,
    faults,
    network: networkControl({ chain, exchange: () => exchange, listener: () => server, after }),
    random,
  })
  const core = createCore({ chain, callApi: runtimeApis(chain) }, devMethods({ chain, control, after }))
  const exchange = createExchange(client => openLine({ core, faults, after }, client))
  try {
    if (port !== undefined)
      server = await startServer(exchange.connect, port, { after, ...(origins && { origins }) })
  } catch (failure) {
    sealing.stop()
    throw failure
  }

  return {
    endpoint: server?.endpoint ?? '',
    genesisHash: chain.tree.genesis.hash,
    specVersion: edition.specVersion,
    chain,
    core,
    provider: () => createProvider(exchange),
    connect: exchange.connect,
    control,
    newBlock: chain.newBlock,
    finalize: chain.finalize,
    stop: async () => {
      sealing.stop()
      core.close()
      await server?.close()
    },
  }
}

function metadataOf({ metadata: given, profile }: StartOptions): RuntimeMetadata {
  if (given === undefined) return profileMetadata(profile ?? 'present')
  // As the command line does; callers without a type checker may give both.
  if (profile !== undefined) {
    throw new CliError('E_USAGE', { problem: "option 'profile' cannot be used with option 'metadata'" })
  }
  return given instanceof Uint8Array ? readMetadata(given, 'given') : given
}

/** Callers without a type checker may give anything. The default is known to be right. */
async function checked(scenario: Scenario | undefined): Promise<Scenario> {
  if (scenario === undefined || scenario === defaultScenario) return defaultScenario
  const { checkScenario } = await import('./scenario/read.ts')
  return checkScenario(scenario, 'given')
}
