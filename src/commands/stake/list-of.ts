import type { App } from '../../app/app.ts'
import { sum, tao, zero } from '../../balance/index.ts'
import type { Address } from '../../chain/address.ts'
import type { PastView } from '../../chain/at-block.ts'
import type { Chain } from '../../chain/chain.ts'
import { CliError } from '../../errors/cli-error.ts'
import { localNames } from '../../output/faces/chain-name.ts'
import { type StakeList, stakeListView } from '../../output/faces/stake-list.ts'
import { stakeListAllCsvView, stakeListAllView } from '../../output/faces/stake-list-all.ts'
import { stakeListCsvView } from '../../output/faces/stake-list-csv.ts'
import { listWallets as findWallets } from '../../wallet/list.ts'
import type { ListFlags } from '../grammar/options.ts'
import { contextAt } from '../open-block.ts'
import { readPortfolio } from './portfolio.ts'

/** Prints what was read: once for all, or in place of what was printed before. */
export type Print = (how: 'result' | 'frame') => void

/** Reads positions at a block. */
export type Lister = (chain: Chain, seen: PastView) => Promise<Print>

/** Lists the account of the run. @throws E_WALLET_MISSING, E_KEYFILE, E_ADDRESS */
export async function listAccount(app: App, { csv }: Pick<ListFlags, 'csv'>): Promise<Lister> {
  const [coldkey, names] = await Promise.all([app.coldkey(), app.names()])
  const view = csv ? stakeListCsvView : stakeListView
  return async (chain, seen) => {
    const list = await read(chain, seen, coldkey, names)
    return how => app.output[how](view, list, contextAt(chain, seen))
  }
}

/** Lists every wallet whose address can be read, and warns of the others. @throws E_KEYFILE, E_WALLET_MISSING */
export async function listWallets(app: App, { csv }: Pick<ListFlags, 'csv'>): Promise<Lister> {
  const folder = { files: app.host.files, path: app.walletPath() }
  const [wallets, names] = await Promise.all([findWallets(folder), app.names()])
  for (const { name, problem } of wallets) {
    if (problem !== undefined) app.output.warn('W_WALLET', `Wallet ${name} is left out: ${problem}`)
  }
  const coldkeys = new Map(wallets.flatMap(({ name, address }) => (address ? [[address, name]] : [])))
  if (coldkeys.size === 0)
    throw new CliError('E_WALLET_MISSING', { path: app.walletPath(), folder: app.walletPath() })
  const view = csv ? stakeListAllCsvView : stakeListAllView
  return async (chain, seen) => {
    const lists = await Promise.all(
      [...coldkeys.keys()].map(coldkey => read(chain, seen, coldkey, new Map([...names, ...coldkeys]))),
    )
    const all = {
      lists,
      block: seen.view.block.number,
      isDevelopment: chain.isDevelopment,
      totals: totalsOf(lists),
    }
    return how => app.output[how](view, all, contextAt(chain, seen))
  }
}

async function read(
  chain: Chain,
  { view }: PastView,
  coldkey: Address,
  names: ReadonlyMap<string, string>,
): Promise<StakeList> {
  const portfolio = await readPortfolio(view, coldkey)
  return {
    ...portfolio,
    coldkey,
    isLocal: localNames(names.values()),
    walletName: names.get(coldkey) ?? null,
    isDevelopment: chain.isDevelopment,
    block: view.block.number,
    positions: portfolio.positions.map(each => ({ ...each, hotkeyName: names.get(each.hotkey) ?? null })),
  }
}

function totalsOf(lists: readonly StakeList[]) {
  return {
    free: sum(
      lists.map(({ free }) => free),
      zero(tao),
    ),
    spotValue: sum(
      lists.map(({ totals }) => totals.spotValue),
      zero(tao),
    ),
    exitValue: sum(
      lists.map(({ totals }) => totals.exitValue),
      zero(tao),
    ),
  }
}
