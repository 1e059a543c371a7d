import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import { writePlainWallet } from '../../wallet/write.ts'
import { loadScenario } from './load-scenario.ts'

export interface DevnetExecFlags {
  readonly scenario?: string
}

/**
 * Runs a command with TAOCTL_NETWORK, TAOCTL_GENESIS, TAOCTL_WALLET_PATH and XDG_STATE_HOME naming a chain, wallets and a
 * journal that exist only as long as it runs: no later chain is held to what was signed for this one. Its exit code, or the shell's for one that cannot run.
 */
export async function runDevnetExec(
  app: App,
  argv: readonly string[],
  { scenario: path }: DevnetExecFlags,
): Promise<number> {
  const { clock, env, files, signals } = app.host
  const scenario = await loadScenario(app, path)
  let isInterrupted = false
  const forget = signals.onInterrupt(() => {
    isInterrupted = true
  })
  const folder = await files.makeTemporaryFolder('taoctl-devnet-')
  const wallets = `${folder}/wallets`
  try {
    const { developmentWallets } = await import('../../../devnet/scenario/wallet-keys.ts')
    const { startDevnet } = await import('../../../devnet/start.ts')
    const devnet = await startDevnet({ scenario, port: 0, clock })
    try {
      for (const wallet of developmentWallets(scenario)) await writePlainWallet(files, wallets, wallet)
      // From here on signals are the command's to answer.
      if (isInterrupted) throw new CliError('E_INTERRUPTED')
      app.output.trace(`devnet ${devnet.endpoint}, wallets in ${wallets}`)
      const { code, problem } = await app.host.runInForeground(argv, {
        ...env,
        TAOCTL_NETWORK: devnet.endpoint,
        TAOCTL_GENESIS: devnet.genesisHash,
        TAOCTL_WALLET_PATH: wallets,
        XDG_STATE_HOME: `${folder}/state`,
      })
      if (problem !== undefined) app.output.warn('W_COMMAND', `cannot run '${argv[0]}': ${problem}.`)
      app.output.trace(`the command ended with exit code ${code}`)
      return code
    } finally {
      await devnet.stop()
    }
  } finally {
    await files.removeFolder(folder)
    forget()
  }
}
