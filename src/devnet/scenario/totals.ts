import { existentialDeposit } from './amount.ts'
import type { Complain } from './problem.ts'
import type { ResolvedScenario } from './resolve.ts'

const most = 2n ** 64n - 1n

/** The chain counts in 64 bits: all TAO there is, and all alpha of a subnet. */
export function refuseOverflow(scenario: ResolvedScenario, complain: Complain): void {
  const stable = new Set(scenario.subnets.filter(entry => entry.mechanism === 0).map(entry => entry.netuid))
  const tao = [
    ...scenario.wallets.map(entry => entry.free),
    ...scenario.accounts.map(entry => entry.free),
    ...scenario.subnets.map(entry => entry.tao + existentialDeposit),
    ...scenario.positions.filter(entry => stable.has(entry.netuid)).map(entry => entry.alpha),
    existentialDeposit,
  ]
  if (sum(tao) > most)
    complain('wallets, accounts, subnets', 'all TAO together exceeds 18446744073.709551615')
  for (const [i, subnet] of scenario.subnets.entries()) {
    const staked = scenario.positions
      .filter(entry => entry.netuid === subnet.netuid)
      .map(entry => entry.alpha)
    if (subnet.alphaIn + sum(staked) > most) {
      complain(`subnets[${i}]`, 'its alpha, pool and positions together, exceeds 18446744073.709551615')
    }
  }
}

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)
