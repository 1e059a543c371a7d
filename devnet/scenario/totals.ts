import { existentialDeposit } from './amount.ts'
import type { Complain } from './problem.ts'
import type { ResolvedScenario } from './resolved.ts'

const most = 2n ** 63n - 1n

/** The chain's stakes change by signed 64-bit numbers: all TAO there is, and all alpha of a subnet, fits one. */
export function refuseOverflow(scenario: ResolvedScenario, complain: Complain): void {
  const stable = new Set(scenario.subnets.filter(entry => entry.mechanism === 0).map(entry => entry.netuid))
  const tao = [
    ...scenario.wallets.map(entry => entry.free),
    ...scenario.accounts.map(entry => entry.free),
    ...scenario.subnets.map(entry => entry.tao + existentialDeposit),
    ...scenario.positions.filter(entry => stable.has(entry.netuid)).map(entry => entry.alpha),
    existentialDeposit,
  ]
  if (sum(tao) > most) complain('wallets, accounts, subnets', 'all TAO together exceeds 9223372036.854775807')
  for (const [i, subnet] of scenario.subnets.entries()) {
    const staked = scenario.positions
      .filter(entry => entry.netuid === subnet.netuid)
      .map(entry => entry.alpha)
    if (subnet.alphaIn + sum(staked) > most) {
      complain(`subnets[${i}]`, 'its alpha, pool and positions together, exceeds 9223372036.854775807')
    }
  }
}

const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)
