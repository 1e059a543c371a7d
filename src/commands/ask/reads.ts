import type { App } from '../../app/app.ts'
import { once } from '../../app/once.ts'
import { listRequirements, requireAll } from '../../chain/metadata/requirements.ts'
import type { ListedPosition } from '../../output/faces/positions-table.ts'
import { listWallets } from '../../wallet/list.ts'
import { readLocalNames } from '../local-names.ts'
import { readPortfolio } from '../stake/portfolio.ts'

/** What there is to choose from, read when first asked for, the chain at one block. */
export type AskReads = ReturnType<typeof openReads>

export function openReads(app: App) {
  const { halt, host, stages, walletPath } = app
  const view = once(async () => {
    const chain = await halt.race(app.readableChain())
    requireAll(chain.runtime, chain.specVersion, listRequirements)
    stages.enter('reads')
    return chain.opening
  })
  return {
    /** Positions of the coldkey. */
    positions: once(async (): Promise<readonly ListedPosition[]> => {
      const [coldkey, names] = await Promise.all([app.coldkey(), app.names()])
      const { positions } = await halt.race(readPortfolio(await view(), coldkey))
      return positions.map(each => ({ ...each, hotkeyName: names.get(each.hotkey) ?? null }))
    }),
    free: once(async () => halt.race((await view()).free(await app.coldkey()))),
    subnets: once(async () => halt.race((await view()).subnets())),
    isLocal: once(() => readLocalNames(app)),
    /** Wallets of this machine whose address can be read. */
    wallets: once(async () => {
      const wallets = await listWallets({ files: host.files, path: walletPath() })
      return wallets.flatMap(({ address, ...wallet }) => (address ? [{ ...wallet, address }] : []))
    }),
  }
}
