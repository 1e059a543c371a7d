import type { App } from '../../app/app.ts'
import { listRequirements, missingOf, optionalForList, requireAll } from '../../chain/requirements.ts'
import { CliError } from '../../errors/cli-error.ts'
import { stakeListView } from '../../output/views/stake-list.ts'
import { warnOfSpec } from '../../trade/guards.ts'
import { readPortfolio } from '../../trade/portfolio.ts'

export async function runStakeList(app: App): Promise<void> {
  if (app.settings.wallet.value === undefined && app.switches.coldkey === undefined) {
    throw new CliError('E_MISSING_INPUT', { missing: ['--wallet'] })
  }
  const { halt, output } = app
  const [coldkey, names, chain] = await halt.race(
    Promise.all([app.coldkey(), app.names(), app.readableChain()]),
  )
  requireAll(chain.runtime, chain.specVersion, listRequirements)
  warnOfSpec(output, chain.specVersion)
  for (const missing of missingOf(chain.runtime, optionalForList)) {
    output.warn('W_OPTIONAL', `This chain has no ${missing}; available and locked stake are not shown.`)
  }
  const view = chain.opening
  const portfolio = await halt.race(readPortfolio(view, coldkey))
  const { network, genesis, specVersion, isDevelopment } = chain
  output.result(
    stakeListView,
    {
      ...portfolio,
      coldkey,
      walletName: names.get(coldkey) ?? null,
      isDevelopment,
      block: view.block.number,
      positions: portfolio.positions.map(each => ({ ...each, hotkeyName: names.get(each.hotkey) ?? null })),
    },
    {
      network: { name: network.name, endpoint: network.endpoint, genesisHash: genesis, specVersion },
      block: view.block,
    },
  )
}
