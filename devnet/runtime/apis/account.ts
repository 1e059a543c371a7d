import type { State } from '../../state/state.ts'
import { account } from '../../state/system.ts'
import type { Account } from '../../types.ts'
import { lengthToFee, weightToFee } from '../fees.ts'
import type { RuntimeTerms } from '../terms.ts'

/** AccountNonceApi, and the parts of TransactionPaymentApi that need no extrinsic. Fees in rao. */
export const accountApi = (terms: RuntimeTerms) => ({
  AccountNonceApi_account_nonce: (state: State, who: Account) => state.read(account, who).nonce,

  TransactionPaymentApi_query_weight_to_fee: (
    _state: State,
    weight: { readonly ref_time: bigint; readonly proof_size: bigint },
  ) => weightToFee({ refTime: weight.ref_time, proofSize: weight.proof_size }, terms),

  TransactionPaymentApi_query_length_to_fee: (_state: State, length: number) => lengthToFee(length, terms),
})
