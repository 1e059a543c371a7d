import type { RuntimeMetadata } from '../../../devnet/metadata/runtime-metadata.ts'
import type { Seal } from '../../../devnet/node/settings.ts'
import type { ProfileName } from '../../../devnet/profile/profile.ts'
import type { App } from '../../app/app.ts'
import { parseDuration } from '../../config/duration.ts'
import { CliError } from '../../errors/cli-error.ts'
import { devnetStartedView } from '../../output/faces/devnet.ts'
import { readNamedFile } from '../inputs/read-file.ts'
import { loadScenario } from './load-scenario.ts'
import { DEVNET_PASSWORD, writeWallets } from './write-wallets.ts'

export interface DevnetStartFlags {
  readonly port: string
  readonly seal: string
  readonly seed?: string
  readonly scenario?: string
  readonly metadata?: string
  readonly profile: ProfileName
  readonly wallets?: string
  readonly encryptWallets?: true
}

/** Enough that no two starts have one genesis. */
const SEED_BYTES = 8

/** Runs until a signal: an interrupt is how this command ends well. */
export async function runDevnetStart(app: App, flags: DevnetStartFlags): Promise<void> {
  const port = readPort(flags.port)
  const seal = readSeal(flags.seal)
  const seed = readSeed(flags.seed) ?? Buffer.from(app.host.random(SEED_BYTES)).toString('hex')
  if (flags.encryptWallets && flags.wallets === undefined)
    throw new CliError('E_MISSING_INPUT', { missing: ['--wallets'] })
  const scenario = await loadScenario(app, flags.scenario)
  const metadata = flags.metadata === undefined ? undefined : await loadMetadata(app, flags.metadata)
  const { startDevnet } = await import('../../../devnet/start.ts')
  const devnet = await startDevnet({
    scenario,
    port,
    seal,
    seed,
    clock: app.host.clock,
    ...(metadata ? { metadata } : { profile: flags.profile }),
  })
  try {
    if (flags.wallets !== undefined)
      await app.halt.race(writeWallets(app, scenario, flags.wallets, flags.encryptWallets === true))
    app.output.result(devnetStartedView, {
      endpoint: devnet.endpoint,
      genesisHash: devnet.genesisHash,
      specVersion: devnet.specVersion,
      seed,
      wallets: flags.wallets ?? null,
      walletPassword: flags.encryptWallets ? DEVNET_PASSWORD : null,
    })
    await app.halt.race(new Promise<never>(() => undefined)).catch(ignoreInterrupt)
  } finally {
    await devnet.stop()
  }
}

/** @throws E_METADATA where it is no file, or none that can be served */
async function loadMetadata(app: App, path: string): Promise<RuntimeMetadata> {
  const { readMetadata } = await import('../../../devnet/metadata/runtime-metadata.ts')
  const refuse = (problem: string, cause?: unknown) =>
    new CliError('E_METADATA', { source: path, problem }, { cause })
  return readMetadata(await readNamedFile(app, path, refuse), path)
}

function ignoreInterrupt(error: unknown): void {
  if (!(error instanceof CliError && error.is('E_INTERRUPTED'))) throw error
}

function readPort(text: string): number {
  if (!/^[0-9]{1,5}$/.test(text) || +text > 65_535) {
    throw new CliError('E_OPTION_VALUE', { option: '--port', text, expected: 'a port from 0 to 65535' })
  }
  return +text
}

function readSeed(text: string | undefined): string | undefined {
  if (text === '') throw new CliError('E_OPTION_VALUE', { option: '--seed', text, expected: 'any text' })
  return text
}

function readSeal(text: string): Seal {
  if (text === 'instant' || text === 'manual') return { kind: text }
  try {
    return { kind: 'interval', milliseconds: parseDuration(text, '--seal') }
  } catch (cause) {
    const expected = 'instant, manual or a duration such as 12s'
    throw new CliError('E_OPTION_VALUE', { option: '--seal', text, expected }, { cause })
  }
}
