import type { Address } from './chain/address.ts'
import type { Signer } from './chain/extrinsic.ts'
import type { MetadataCache } from './chain/metadata-cache.ts'
import { findNetwork, type Network } from './chain/network.ts'
import type { Chain } from './chain/types.ts'
import { type ConfigPlace, loadSettings } from './config/load.ts'
import type { Origin } from './config/origin.ts'
import { type PasswordSource, passwordSource } from './config/password-source.ts'
import { expandHome, journalFolder, metadataFolder } from './config/paths.ts'
import type { Settings } from './config/settings.ts'
import { CliError } from './errors/cli-error.ts'
import { type Halt, startHalt } from './host/halt.ts'
import type { Host } from './host/types.ts'
import { type Journal, openJournal } from './journal/journal.ts'
import { createOutput, type Output } from './output/output.ts'
import { describeStages, type Stages, startStages } from './output/stages.ts'

/** Switches that are no settings: they come from the command line of this one run. */
export interface Switches {
  readonly json: boolean
  /** Never ask: --no-input, CI, or no terminal. */
  readonly noInput: boolean
  /** What decided that. */
  readonly inputOrigin: Origin
  readonly yes: boolean
  readonly dryRun: boolean
  readonly unprotected: boolean
  readonly acceptSpec: number | undefined
  /** --coldkey: another account to look at. */
  readonly coldkey: string | undefined
}

/** What a command may ask for. Expensive things are functions that work on first use. */
export interface App {
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
  /** Absolute wallet folder. */
  readonly walletPath: string
  network(): Network
  /** The chain, its metadata read from the endpoint itself, as what is signed must be. */
  chain(): Promise<Chain>
  /** The chain for commands that only read; its metadata may be that of an earlier run. */
  readableChain(): Promise<Chain>
  journal(): Journal
  /** Address a command speaks of: --coldkey, else the wallet's. @throws E_MISSING_INPUT when neither is named */
  coldkey(): Promise<Address>
  /** Names by address: the wallet and its hotkeys, as far as they can be read. */
  names(): Promise<ReadonlyMap<string, string>>
  /** Hotkey addresses of --hotkey. */
  hotkeys(): Promise<readonly Address[]>
  /** The address of a hotkey given as address, name or wallet/name. */
  hotkey(text: string): Promise<Address>
  /** Whether the wallet's coldkey needs a password that nobody can be asked for. */
  lacksPassword(): Promise<boolean>
  /** Refuses a coldkey, or a password source, that can be seen to be of no use before it is needed. */
  requireUnlockable(): Promise<void>
  /** Opens the wallet's coldkey. */
  unlock(): Promise<Signer>
  close(): void
}

/** Options every command takes, as the parser returns them. */
export type Flags = Readonly<Record<string, unknown>>

/** Builds the App of one run. Opens nothing but config file and env file. @throws E_CONFIG_FILE, E_ENV_FILE, E_OPTION_VALUE */
export async function openApp(
  host: Host,
  flags: Flags,
  limits: { readonly endless?: boolean; readonly tolerant?: boolean } = {},
): Promise<App> {
  const { settings, envFile, warnings, configFile, problems } = await loadSettings(host, flags, limits)
  const source = passwordSource({ flags, env: host.env, envFile, home: host.home })
  const switches = readSwitches(host, flags)
  const output = createOutput(host.io, outputOptions(host, flags))
  for (const { code, message } of warnings) output.warn(code, message)
  const halt = startHalt(
    host.clock,
    host.signals,
    limits.endless ? Number.POSITIVE_INFINITY : settings.timeout.value,
  )
  const walletPath = expandHome(settings.walletPath.value, host.home)
  const folder = { files: host.files, path: walletPath }
  const network = () =>
    findNetwork(settings.network.value, {
      genesis: settings.genesis.value,
      insecure: flags.insecure === true,
    })

  const stages = startStages(host.clock)
  const givenUp = new AbortController()
  const opened: Chain[] = []
  const connect = async (cache?: MetadataCache) => {
    const { connectChain } = await import('./chain/connect.ts')
    const patience = () => Math.min(30_000, halt.remaining())
    const { connect, clock } = host
    const chain = await connectChain(network(), {
      connect,
      clock,
      patience,
      givenUp: givenUp.signal,
      entered: stages.enter,
      ...(cache && { cache }),
    })
    stages.enter('reads')
    opened.push(chain)
    return chain
  }
  const connectCached = async () => {
    const { openMetadataCache } = await import('./chain/metadata-cache.ts')
    const cache = openMetadataCache(host.files, metadataFolder(host.env, host.home))
    return connect({
      ...cache,
      async read(runtime) {
        const kept = await cache.read(runtime)
        output.trace(`Metadata cache: ${kept ? 'hit' : 'miss'}`)
        return kept
      },
    })
  }
  const chain = once(connect)
  const readableChain = once(connectCached)
  const walletName = () => {
    const name = settings.wallet.value
    if (name === undefined) throw new CliError('E_MISSING_INPUT', { missing: ['--wallet'] })
    return name
  }
  const hotkey = async (text: string) => {
    const { resolveHotkey } = await import('./wallet/public.ts')
    return resolveHotkey(folder, settings.wallet.value, text)
  }

  return {
    host,
    output,
    settings,
    configFile,
    problems,
    passwordSource: source,
    switches,
    halt,
    stages,
    walletPath,
    network,
    chain,
    readableChain,
    journal: () => openJournal(host.files, host.clock, journalFolder(host.env, host.home)),
    async coldkey() {
      const given = switches.coldkey
      const { readColdkeyAddress } = await import('./wallet/public.ts')
      const { looksLikeAddress, parseAddress } = await import('./chain/address.ts')
      if (given !== undefined && looksLikeAddress(given)) return parseAddress(given)
      return readColdkeyAddress(folder, given ?? walletName())
    },
    async names() {
      const { walletNames } = await import('./wallet/list.ts')
      return walletNames(folder, settings.wallet.value)
    },
    hotkeys: () => Promise.all(settings.hotkeys.value.map(hotkey)),
    hotkey,
    async lacksPassword() {
      const name = settings.wallet.value
      if (source.kind !== 'prompt' || !switches.noInput || name === undefined) return false
      const { needsPassword } = await import('./wallet/unlock.ts')
      return needsPassword(folder, name)
    },
    async requireUnlockable() {
      const { requireUnlockable } = await import('./wallet/unlock.ts')
      return requireUnlockable(folder, walletName(), source)
    },
    async unlock() {
      const { unlockColdkey } = await import('./wallet/unlock.ts')
      return unlockColdkey(folder, walletName(), {
        ...{ host, source, halt, ...output },
        givenUp: givenUp.signal,
        canAsk: !switches.noInput,
        entered: stages.enter,
      })
    },
    close() {
      halt.dispose()
      givenUp.abort()
      output.trace(describeStages(stages.spent()))
      for (const { traffic } of opened.map(({ rpc }) => rpc)) {
        output.trace(`Requests: ${traffic.requests}, in ${traffic.roundTrips} round trips.`)
      }
    },
  }
}

/** Output options, which errors before any App exists need too. */
export function outputOptions(host: Host, flags: Flags) {
  const isPlain = flags.color === false || Boolean(host.env.NO_COLOR)
  return {
    json: flags.json === true,
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
    color: !isPlain,
  }
}

function readSwitches(host: Host, flags: Flags): Switches {
  const inputOrigin = noInputOrigin(host, flags)
  return {
    json: flags.json === true,
    noInput: inputOrigin !== undefined,
    inputOrigin: inputOrigin ?? { kind: 'default' },
    yes: flags.yes === true,
    dryRun: flags.dryRun === true,
    unprotected: flags.unprotected === true,
    acceptSpec: typeof flags.acceptSpec === 'number' ? flags.acceptSpec : undefined,
    coldkey: stringFlag(flags.coldkey),
  }
}

function noInputOrigin(host: Host, flags: Flags): Origin | undefined {
  if (flags.input === false) return { kind: 'flag', name: '--no-input' }
  if (!['', '0', 'false'].includes(host.env.CI ?? '')) return { kind: 'environment', name: 'CI' }
  return host.io.canPrompt ? undefined : { kind: 'terminal' }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => {
    started ??= work()
    return started
  }
}

const stringFlag = (value: unknown) => (typeof value === 'string' ? value : undefined)
