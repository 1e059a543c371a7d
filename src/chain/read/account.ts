import { tao } from '../../balance/index.ts'
import { balanceFromRao } from '../../balance/wire.ts'
import { decodeAnswer } from '../rpc/answer.ts'
import type { AccountReads, Reader } from '../types.ts'

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
