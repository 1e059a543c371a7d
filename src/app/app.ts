import type { Chain } from '../chain/chain.ts'
import { findNetwork, findWitness, type Network } from '../chain/network/network.ts'
import type { Access } from '../config/access.ts'
import { type ConfigPlace, loadSettings } from '../config/load.ts'
import { type PasswordSource, passwordSource } from '../config/password-source.ts'
import { expandHome, journalFolder } from '../config/paths.ts'
import type { Settings } from '../config/settings.ts'
import type { CliError } from '../errors/cli-error.ts'
import type { Commands } from '../errors/next-command.ts'
import { type Halt, startHalt } from '../host/halt.ts'
import type { Host } from '../host/types.ts'
import type { Journal } from '../journal/journal.ts'
import { createOutput, type Output } from '../output/output.ts'
import { describeStages, type Stages, startStages } from '../output/stages.ts'
import { type Chains, openChains } from './chains.ts'
import { type Keys, openKeys } from './keys.ts'
import { nextCommands } from './next-commands.ts'
import { type Flags, outputOptions, readSwitches, type Switches } from './switches.ts'

/** What a command may ask for. Expensive things are functions that work on first use. */
export interface App extends Chains, Keys {
  readonly host: Host
  readonly output: Output
  /** Writes commands that can be run as they are printed. */
  readonly commands: Commands
  readonly settings: Settings
  readonly configFile: ConfigPlace
  /** Files that settings came from and others can change. */
  readonly access: readonly Access[]
  /** What was wrong with settings; only for commands that can do without them, for others it is thrown. */
  readonly problems: readonly CliError[]
  readonly switches: Switches
  readonly halt: Halt
  readonly stages: Stages
  readonly passwordSource: PasswordSource
  /** Absolute wallet folder. @throws E_HOME */
  walletPath(): string
  network(): Network
  /** Connections to another network, given by name or URL, whose chain is known. @throws as `network` */
  reach(network: string, genesis: string): Chains
  /** Networks of --confirm-with. @throws as findWitness */
  confirming(): readonly Network[]
  journal(): Promise<Journal>
  /** Whether a transaction was handed in anywhere. */
  hasSent(): boolean
  close(): void
}

/** Builds the App of one run. Opens nothing but config file and env file. @throws E_CONFIG_FILE, E_ENV_FILE, E_OPTION_VALUE */
export async function openApp(
  host: Host,
  flags: Flags,
  limits: { readonly endless?: boolean; readonly tolerant?: boolean } = {},
): Promise<App> {
  const { settings, envFile, warnings, access, configFile, problems } = await loadSettings(
    host,
    flags,
    limits,
  )
  const output = createOutput(host.io, outputOptions(host, flags), host.clock)
  for (const { code, message } of warnings) output.warn(code, message)
  const time = limits.endless ? Number.POSITIVE_INFINITY : settings.timeout.value
  const givenUp = new AbortController()
  const safety = {
    insecure: flags.insecure === true,
    areCertificatesUnchecked: host.env.NODE_TLS_REJECT_UNAUTHORIZED === '0',
  }
  const network = () =>
    findNetwork(settings.network.value, {
      genesis: settings.genesis.value,
      fallbacks: settings.fallbacks.value,
      ...safety,
    })
  const source = passwordSource({ flags, env: host.env, envFile, home: host.home })
  const base = {
    ...{ host, output, settings, configFile, access, problems },
    commands: nextCommands({ flags, env: host.env, settings, passwordSource: source }),
    switches: readSwitches(host, flags),
    passwordSource: source,
    halt: startHalt(host.clock, host.signals, time),
    stages: startStages(host.clock, output.enter),
    walletPath: () => expandHome(settings.walletPath.value, host.home),
    network,
    networkAt: (url: string) => findNetwork(url, safety),
    confirming: () => named(flags.confirmWith).map(text => findWitness(text, network(), safety)),
  }
  const journal = async () => {
    const { openJournal } = await import('../journal/journal.ts')
    const folder = journalFolder(host.env, host.home)
    return openJournal({ host, halt: base.halt, folder, warn: output.warn, status: output.status })
  }
  const opened: (readonly Chain[])[] = []
  const chainsOf = (network: () => Network): Chains => {
    const { opened: own, ...chains } = openChains({ ...base, network, givenUp: givenUp.signal })
    opened.push(own)
    return chains
  }
  return {
    ...base,
    ...chainsOf(network),
    reach(text, genesis) {
      const other = findNetwork(text, { genesis, fallbacks: settings.fallbacks.value, ...safety })
      return chainsOf(() => other)
    },
    journal,
    ...openKeys({ ...base, givenUp: givenUp.signal }),
    hasSent: () => opened.flat().some(({ rpc }) => rpc.traffic.submissions > 0),
    close() {
      base.halt.dispose()
      givenUp.abort()
      output.close()
      output.trace(describeStages(base.stages.spent()))
      for (const { traffic } of opened.flat().map(({ rpc }) => rpc)) {
        output.trace(`Requests: ${traffic.requests}, in ${traffic.roundTrips} round trips.`)
      }
    },
  }
}

const named = (values: unknown): readonly string[] => (Array.isArray(values) ? values : [])
