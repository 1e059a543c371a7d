import { type Balance, type Tao, tao } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import type { Address } from '../address.ts'
import type { Reader } from '../reader.ts'
import { decodeAnswer } from '../rpc/answer.ts'

export interface AccountReads {
  /** Free TAO of an account. */
  free(account: Address): Promise<Balance<Tao>>
  /** Its transactions executed up to the block. */
  nonce(account: Address): Promise<number>
  /** What must stay in an account: the existential deposit. */
  existentialDeposit(): Balance<Tao>
}

export function accountReads(reader: Reader): AccountReads {
  return {
    async free(account) {
      const found = await reader.storage('System', 'Account', [account])
      const { data } = found as { data: { free: bigint } }
      return decodeAnswer('a balance', () => balanceFromRao(data.free, tao))
    },
    async nonce(account) {
      const found = await reader.storage('System', 'Account', [account])
      return (found as { nonce: number }).nonce
    },
    existentialDeposit: () =>
      balanceFromRao(reader.constant('Balances', 'ExistentialDeposit') as bigint, tao),
  }
}
