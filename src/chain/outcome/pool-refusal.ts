import { CliError } from '../../errors/cli-error.ts'
import { RpcError } from '../rpc/rpc.ts'

/**
 * Codes of InvalidTransaction::Custom.
 * Source: opentensor/subtensor@14bc6f9f common/src/transaction_error.rs:38-73
 */
const customReasons: Readonly<Record<number, readonly [name: string, meaning: string]>> = {
  0: ['ColdkeyInSwapSchedule', 'a swap of this coldkey is announced; finish or clear it first'],
  1: ['StakeAmountTooLow', 'the amount is below the minimum stake'],
  2: ['BalanceTooLow', 'the coldkey has too little free TAO'],
  3: ['SubnetNotExists', 'there is no such subnet'],
  4: ['HotkeyAccountDoesntExist', 'the chain does not know the hotkey'],
  5: ['NotEnoughStakeToWithdraw', 'more was asked for than is staked'],
  6: ['RateLimitExceeded', 'too many operations in a short time; wait a few blocks'],
  7: ['InsufficientLiquidity', 'the pool is too small for the amount'],
  8: ['SlippageTooHigh', 'the trade does not fit its price limit'],
  9: ['TransferDisallowed', 'the subnet owner has switched transfers off'],
  10: ['HotKeyNotRegisteredInNetwork', 'the hotkey is not registered on the subnet'],
  11: ['InvalidIpAddress', 'an IP address is invalid'],
  12: ['ServingRateLimitExceeded', 'too many serving updates in a short time'],
  13: ['InvalidPort', 'a port is invalid'],
  14: ['ZeroMaxAmount', 'the price limit leaves nothing to trade'],
  15: ['InvalidRevealRound', 'a reveal round is invalid'],
  16: ['CommitNotFound', 'there is no such commit'],
  17: ['CommitBlockNotInRevealRange', 'the commit cannot be revealed in this block'],
  18: ['InputLengthsUnequal', 'two lists differ in length'],
  19: ['UidNotFound', 'there is no such uid'],
  20: ['EvmKeyAssociateRateLimitExceeded', 'EVM keys are associated too often'],
  21: ['ColdkeySwapDisputed', 'a swap of this coldkey is disputed; the account is frozen'],
  22: ['InvalidRealAccount', 'the proxied account is not the one allowed'],
  23: ['FailedShieldedTxParsing', 'the shielded transaction cannot be read'],
  24: ['InvalidShieldedTxPubKeyHash', 'the shielded transaction was made for another key'],
  25: ['NonAssociatedColdKey', 'the hotkey belongs to another coldkey'],
  26: ['DelegateTakeTooLow', 'the take is too low'],
  27: ['DelegateTakeTooHigh', 'the take is too high'],
  255: ['BadRequest', 'the request is malformed'],
}

/**
 * Answers after which the bytes are not in this node's pool: of the pool, or of a server that never handed them to one.
 * Not 1012, which bytes get that were in a block or found invalid in the last half hour, and not 1013, which those get
 * that are in the pool.
 * Sources: paritytech/polkadot-sdk substrate/client/rpc-api/src/author/error.rs, jsonrpsee types/src/error.rs
 */
const FINAL = [
  ...[1001, 1002, 1010, 1011, 1014, 1015, 1016, 1018, 1019, 1021],
  ...[-32600, -32601, -32602, -32700],
]

/** What is told of a node's words at the most; the journal keeps them. Unit: characters. */
const MOST_DETAIL = 500

/**
 * What a node said when it did not take an extrinsic into its pool, as an error.
 * 1013 means the pool holds the same bytes already, and any other failure says nothing about them.
 */
export function poolRefusal(hash: string, error: unknown): CliError {
  const answer = error instanceof Error ? error.cause : undefined
  if (!(answer instanceof RpcError)) {
    const reason = error instanceof Error ? error.message.replace(/\.$/, '') : 'the connection failed'
    return new CliError('E_UNKNOWN_OUTCOME', { hash, reason }, { cause: error })
  }
  const detail = typeof answer.data === 'string' ? answer.data.slice(0, MOST_DETAIL) : ''
  if (!FINAL.includes(answer.code)) {
    return new CliError(
      'E_UNKNOWN_OUTCOME',
      { hash, reason: `the node answered '${answer.message}'` },
      { cause: error },
    )
  }
  const reason = describe(answer.code, answer.message, detail)
  const details = {
    cause: error,
    sent: 'yes' as const,
    retryable: answer.code === 1014 || answer.code === 1016,
  }
  return new CliError('E_POOL_REFUSED', { reason }, details)
}

function describe(code: number, message: string, detail: string): string {
  const all = `${message} ${detail}`
  const custom = /Custom error: ([0-9]{1,3})/.exec(all)
  const known = custom ? customReasons[+(custom[1] ?? '')] : undefined
  if (known) return `${known[0]}: ${known[1]}.`
  if (/outdated|stale/i.test(all))
    return 'its nonce was used or its era is over. Another program may use this key.'
  if (/inability to pay|payment/i.test(all)) return 'the coldkey cannot pay the transaction fee.'
  // After the last block of an era a node looks for its birth elsewhere, and the signature fits no more.
  if (/bad signature|badproof|ancient/i.test(all))
    return 'its era is over, or the node is on another branch: it takes the signature for none.'
  if (code === 1014) return 'another transaction of this account with the same nonce is waiting.'
  return `${[message, detail].filter(part => part !== '').join(': ')}.`
}
