import { netuidFrom, parseAlpha } from '../../src/balance/index.ts'
import { raoOf } from '../../src/balance/wire.ts'
import { parsed } from './amount.ts'
import { type Complain, refuseRepeats } from './problem.ts'
import type { ResolvedScenario } from './resolved.ts'
import type { Scenario } from './schema.ts'

/** What positions may name. */
interface Known extends Pick<ResolvedScenario, 'wallets' | 'hotkeys'> {
  readonly netuids: readonly number[]
}

/** Who stakes how much where. A hotkey without a wallet in front is one of the coldkey's own wallet. */
export function resolvePositions(
  scenario: Scenario,
  { wallets, hotkeys, netuids }: Known,
  complain: Complain,
): ResolvedScenario['positions'] {
  const positions = (scenario.positions ?? []).map((position, i) => {
    const at = `positions[${i}]`
    const { coldkey, netuid } = position
    if (!wallets.some(wallet => wallet.key === coldkey))
      complain(`${at}.coldkey`, `there is no wallet '${coldkey}'`)
    const hotkey = position.hotkey.includes('/') ? position.hotkey : `${coldkey}/${position.hotkey}`
    if (!hotkeys.some(entry => entry.key === hotkey))
      complain(`${at}.hotkey`, `there is no hotkey '${hotkey}'`)
    if (!netuids.includes(netuid)) complain(`${at}.netuid`, `there is no subnet ${netuid}`)
    const parse = () => raoOf(parseAlpha(position.alpha, netuidFrom(netuid, 'position')))
    const alpha = parsed(parse, `${at}.alpha`, complain)
    if (alpha === 0n) complain(`${at}.alpha`, 'a position cannot be 0')
    return { coldkey, hotkey, netuid, alpha }
  })
  const places = positions.map(({ coldkey, hotkey, netuid }) => `${coldkey} ${hotkey} ${netuid}`)
  refuseRepeats(places, i => `positions[${i}]`, complain)
  return positions
}
