import { findNetwork, findWitness, type Network } from '../chain/network.ts'
import { type ConfigPlace, loadSettings } from '../config/load.ts'
import { type PasswordSource, passwordSource } from '../config/password-source.ts'
import { expandHome, journalFolder } from '../config/paths.ts'
import type { Settings } from '../config/settings.ts'
import type { CliError } from '../errors/cli-error.ts'
import { type Halt, startHalt } from '../host/halt.ts'
import type { Host } from '../host/types.ts'
import type { Journal } from '../journal/journal.ts'
import { createOutput, type Output } from '../output/output.ts'
import { describeStages, type Stages, startStages } from '../output/stages.ts'
import { type Chains, openChains } from './chains.ts'
import { type Keys, openKeys } from './keys.ts'
import { type Flags, outputOptions, readSwitches, type Switches } from './switches.ts'

/** What a command may ask for. Expensive things are functions that work on first use. */
export interface App extends Chains, Keys {
  readonly host: Host
  readonly output: Output
  readonly settings: Settings
  readonly configFile: ConfigPlace
  /** What was wrong with settings; only for commands that can do without them, for others it is thrown. */
  readonly problems: readonly CliError[]
  readonly switches: Switches
  readonly halt: Halt
  readonly stages: Stages
  readonly passwordSource: PasswordSource
  /** Absolute wallet folder. @throws E_HOME */
  walletPath(): string
  network(): Network
  /** Networks of --confirm-with. @throws E_USAGE, E_NETWORK_UNKNOWN, E_INSECURE_ENDPOINT */
  confirming(): readonly Network[]
  journal(): Promise<Journal>
  close(): void
}

/** Builds the App of one run. Opens nothing but config file and env file. @throws E_CONFIG_FILE, E_ENV_FILE, E_OPTION_VALUE */
export async function openApp(
  host: Host,
  flags: Flags,
  limits: { readonly endless?: boolean; readonly tolerant?: boolean } = {},
): Promise<App> {
  const { settings, envFile, warnings, configFile, problems } = await loadSettings(host, flags, limits)
  const output = createOutput(host.io, outputOptions(host, flags), host.clock)
  for (const { code, message } of warnings) output.warn(code, message)
  const time = limits.endless ? Number.POSITIVE_INFINITY : settings.timeout.value
  const givenUp = new AbortController()
  const insecure = flags.insecure === true
  const network = () =>
    findNetwork(settings.network.value, {
      genesis: settings.genesis.value,
      fallbacks: settings.fallbacks.value,
      insecure,
    })
  const base = {
    ...{ host, output, settings, configFile, problems },
    switches: readSwitches(host, flags),
    passwordSource: passwordSource({ flags, env: host.env, envFile, home: host.home }),
    halt: startHalt(host.clock, host.signals, time),
    stages: startStages(host.clock, output.enter),
    walletPath: () => expandHome(settings.walletPath.value, host.home),
    network,
    confirming: () => named(flags.confirmWith).map(text => findWitness(text, network(), insecure)),
  }
  const journal = async () => {
    const { openJournal } = await import('../journal/journal.ts')
    const folder = journalFolder(host.env, host.home)
    return openJournal({ host, halt: base.halt, folder, warn: output.warn, status: output.status })
  }
  const { opened, ...chains } = openChains({ ...base, givenUp: givenUp.signal })
  return {
    ...base,
    ...chains,
    journal,
    ...openKeys({ ...base, givenUp: givenUp.signal }),
    close() {
      base.halt.dispose()
      givenUp.abort()
      output.close()
      output.trace(describeStages(base.stages.spent()))
      for (const { traffic } of opened.map(({ rpc }) => rpc)) {
        output.trace(`Requests: ${traffic.requests}, in ${traffic.roundTrips} round trips.`)
      }
    },
  }
}

const named = (values: unknown): readonly string[] => (Array.isArray(values) ? values : [])
