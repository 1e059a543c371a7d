import type { Balance, Tao } from '../src/balance/index.ts'
import { CliError } from '../src/errors/cli-error.ts'
import type { Control } from './control/types.ts'
import type { Seal } from './node/settings.ts'
import type { Scenario } from './scenario/schema.ts'
import type { DevelopmentWallet } from './scenario/wallet-keys.ts'
import type { Client, ClientLine, Provider } from './wire/types.ts'

export type { Client, ClientLine as Line, Control, Provider, Scenario, Seal }

export interface DevnetOptions {
  /** Who owns what at block 0 (docs/devnet.md); left out, the scenario of `taoctl devnet start`. */
  readonly scenario?: Scenario
  /** Port on 127.0.0.1, 0 for any free one. Left out, the chain is reached within this process alone. */
  readonly port?: number
  /** When blocks are made; as soon as a transaction is ready if left out. */
  readonly seal?: Seal
  /** Any text: chains of one scenario with different seeds have different genesis hashes. Left out, it is always the same. */
  readonly seed?: string
}

export interface DevnetKey {
  readonly name: string
  /** SS58 with prefix 42. */
  readonly address: string
  /** 12 words. Public: anyone can derive them from the name. */
  readonly mnemonic: string
}

export interface DevnetWallet extends DevnetKey {
  /** Free TAO at block 0. */
  readonly free: Balance<Tao>
  readonly hotkeys: readonly DevnetKey[]
}

/** A running development chain. */
export interface Devnet {
  /** Such as ws://127.0.0.1:9944; empty without a port. */
  readonly endpoint: string
  readonly genesisHash: `0x${string}`
  readonly specVersion: number
  /** The scenario's wallets; the address of a wallet is its coldkey's. */
  readonly wallets: readonly DevnetWallet[]
  /** One of them. @throws E_SCENARIO when there is none of that name */
  wallet(name: string): DevnetWallet
  /** Writes all wallets to a folder as plain keyfiles. @throws E_WALLET_WRITE */
  writeWallets(folder: string): Promise<void>
  /** A new connection in process, for `ApiPromise.create({ provider })`. */
  provider(): Provider
  /** A new connection in process that carries the texts a socket would. @throws Error while the node is down */
  connect(client: Client): ClientLine
  /** Blocks, sealing, time, storage, and faults of messages. */
  readonly control: Control
  /** Stops timers, ends connections, frees the port. */
  stop(): Promise<void>
}

/** Starts a development chain, in process or on a port too. @throws E_SCENARIO, E_PORT */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const { startDevnet: start, defaultScenario, developmentWallets, nodeClock } = await parts()
  const { scenario = defaultScenario } = options
  const devnet = await start({ ...options, scenario, clock: nodeClock })
  const own = developmentWallets(scenario)
  const wallets = own.map(publicWallet)
  return {
    endpoint: devnet.endpoint,
    genesisHash: devnet.genesisHash,
    specVersion: devnet.specVersion,
    wallets,
    wallet(name) {
      const found = wallets.find(wallet => wallet.name === name)
      if (found) return found
      const problem = `there is no wallet '${name}'`
      throw new CliError('E_SCENARIO', { source: scenario.name, path: 'wallets', problem })
    },
    async writeWallets(folder) {
      const { nodeFiles } = await import('../src/host/files.ts')
      const { writePlainWallet } = await import('../src/wallet/write.ts')
      for (const wallet of own) await writePlainWallet(nodeFiles, folder, wallet)
    },
    provider: devnet.provider,
    connect: devnet.connect,
    control: devnet.control,
    stop: devnet.stop,
  }
}

/** Loaded on first use: packages in there write to globalThis, and an import alone should do nothing. */
async function parts() {
  return {
    ...(await import('./start.ts')),
    ...(await import('./scenario/default.ts')),
    ...(await import('./scenario/wallet-keys.ts')),
    ...(await import('../src/host/clock.ts')),
  }
}

function publicWallet({ name, free, coldkey, hotkeys }: DevelopmentWallet): DevnetWallet {
  const { address, mnemonic } = coldkey
  return {
    name,
    free,
    address,
    mnemonic,
    hotkeys: hotkeys.map(hotkey => ({
      name: hotkey.name,
      address: hotkey.address,
      mnemonic: hotkey.mnemonic,
    })),
  }
}
