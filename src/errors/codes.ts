/** Process exit codes; docs/exit-codes.md explains each. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 130

interface Definition<C> {
  readonly exit: Exclude<ExitCode, 0>
  /** What failed, with the values. One or two short sentences. */
  readonly message: (context: C) => string
  /** What to do. */
  readonly hint?: (context: C) => string
}

const define = <C>(
  exit: Definition<C>['exit'],
  message: (context: C) => string,
  hint?: (context: C) => string,
): Definition<C> => (hint ? { exit, message, hint } : { exit, message })

const list = (items: readonly string[]) => items.join(', ')

/** Every error a user can meet. Codes are public API: append, never rename. */
export const errors = {
  // 1: a bug in taoctl
  E_UNIT_MISMATCH: define(
    1,
    (c: { left: string; right: string }) => `${c.left} and ${c.right} are different units.`,
  ),
  E_BALANCE_COERCION: define(
    1,
    (c: { hint: string }) =>
      `An amount was used as a ${c.hint}. Amounts only change through add, subtract and convert.`,
  ),
  E_BALANCE_UNDERFLOW: define(
    1,
    (c: { left: string; right: string }) => `${c.left} minus ${c.right} is below zero.`,
  ),
  E_BALANCE_OVERFLOW: define(
    1,
    (c: { rao: string }) => `${c.rao} rao does not fit an amount (0 to 2^64-1 rao).`,
  ),
  E_PRICE: define(1, (c: { problem: string }) => `Unusable price: ${c.problem}.`),
  E_INEXACT: define(1, (c: { amount: string }) => `${c.amount} cannot be converted without a remainder.`),
  E_BUG: define(1, (c: { problem: string }) => `A bug in taoctl: ${c.problem}.`),

  // 2: usage
  E_USAGE: define(
    2,
    (c: { problem: string }) => c.problem,
    () => 'Run the command with --help to see its options.',
  ),
  E_MISSING_INPUT: define(
    2,
    (c: { missing: readonly string[] }) => `Missing input: ${list(c.missing)}.`,
    c => `Run again with ${list(c.missing)}.`,
  ),
  E_BALANCE_SYNTAX: define(
    2,
    (c: { text: string }) => `'${c.text}' is not an amount.`,
    () => 'Write plain digits with at most one point, for example 21.5369.',
  ),
  E_BALANCE_PRECISION: define(
    2,
    (c: { text: string }) => `'${c.text}' has more than 9 decimals; the chain counts in 0.000000001.`,
    () => 'Shorten it to 9 decimals.',
  ),
  E_BALANCE_RANGE: define(
    2,
    (c: { text: string }) => `'${c.text}' is larger than any amount on the chain (18446744073.709551615).`,
    () => 'Check the number: was it converted twice?',
  ),
  E_BALANCE_ZERO: define(
    2,
    () => 'The amount is 0; there is nothing to do.',
    () => 'Name an amount above 0.',
  ),
  E_PERCENT: define(
    2,
    (c: { text: string }) => `'${c.text}' is not a percentage above 0% and up to 100%.`,
    () => 'Write it like 25% or 12.5%.',
  ),
  E_AMOUNT_CHOICE: define(
    2,
    (c: { given: readonly string[] }) =>
      c.given.length === 0 ? 'No amount was given.' : `${list(c.given)} exclude each other.`,
    () => 'Give exactly one of --amount, --keep and --all.',
  ),
  E_NETUID: define(
    2,
    (c: { text: string }) => `'${c.text}' is not a subnet number.`,
    () => 'Subnet numbers go from 0 (root) to 65535.',
  ),
  E_ADDRESS: define(
    2,
    (c: { text: string; reason: string }) => `'${c.text}' is not a Bittensor address: ${c.reason}.`,
    () => 'Addresses are SS58 with prefix 42 and begin with 5.',
  ),
  E_SAME_PLACE: define(
    2,
    (c: { what: string }) => `Origin and destination are the same: ${c.what}.`,
    () => 'Name a different destination.',
  ),
  E_NETWORK_UNKNOWN: define(
    2,
    (c: { name: string }) => `Unknown network '${c.name}'.`,
    () => 'Use finney, test, archive, local, or a ws:// or wss:// URL.',
  ),
  E_INSECURE_ENDPOINT: define(
    2,
    (c: { url: string }) => `${c.url} is not encrypted and not on this machine.`,
    () => 'Use wss://, or --insecure if you trust every machine on the way.',
  ),
  E_DURATION: define(
    2,
    (c: { text: string }) => `'${c.text}' is not a duration.`,
    () => 'Write it like 500ms, 90s, 5m or 1h.',
  ),
  E_OPTION_VALUE: define(
    2,
    (c: { option: string; text: string; expected: string }) =>
      `${c.option} '${c.text}': expected ${c.expected}.`,
  ),
  E_CONFIG_FILE: define(
    2,
    (c: { path: string; problem: string }) => `Config file ${c.path}: ${c.problem}.`,
    () => 'Mend the file, or name another with --config.',
  ),
  E_SCENARIO: define(
    2,
    (c: { source: string; path: string; problem: string }) =>
      `Scenario ${c.source}, ${c.path}: ${c.problem}.`,
    () => 'docs/devnet.md describes the file.',
  ),
  E_PORT: define(
    2,
    (c: { port: number; problem: string }) => `Cannot listen on 127.0.0.1:${c.port}: ${c.problem}.`,
    () => 'Choose another with --port; 0 takes any free one.',
  ),

  // 3: refused, nothing executed
  E_SUBNET_UNKNOWN: define(
    3,
    (c: { netuid: number }) => `There is no subnet ${c.netuid} on this chain.`,
    () => 'See the subnets you hold with: taoctl stake list',
  ),
  E_SUBNET_NOT_STARTED: define(
    3,
    (c: { netuid: number }) => `Subnet ${c.netuid} has not started trading.`,
    () => 'Wait until its owner starts it.',
  ),
  E_HOTKEY_UNKNOWN: define(
    3,
    (c: { hotkey: string }) => `The chain does not know the hotkey ${c.hotkey}.`,
    () => 'Check the address, or register the hotkey first.',
  ),
  E_NO_STAKE: define(
    3,
    (c: { where: string }) => `There is no stake ${c.where}.`,
    () => 'See your positions with: taoctl stake list',
  ),
  E_NOT_ENOUGH_STAKE: define(
    3,
    (c: { wanted: string; staked: string; where: string }) =>
      `${c.wanted} is more than the ${c.staked} staked ${c.where}.`,
    () => 'Lower the amount, or use --all.',
  ),
  E_BELOW_MINIMUM: define(
    3,
    (c: { what: string; worth: string; minimum: string }) =>
      `${c.what} is worth ${c.worth}; the chain moves nothing below ${c.minimum}.`,
    () => 'Move more at once.',
  ),
  E_QUOTE: define(
    3,
    (c: { what: string }) => `The chain cannot quote ${c.what}.`,
    () => 'The pool may be too small for the amount. Try a smaller one.',
  ),
  E_QUOTE_WORSE: define(
    3,
    (c: { shown: string; now: string }) =>
      `The price moved: ${c.now} would arrive instead of the ${c.shown} shown.`,
    () => 'Look at the new quote and run the command again.',
  ),
  E_FEE: define(
    3,
    (c: { fee: string; free: string }) => `The transaction fee is ${c.fee}, but only ${c.free} is free.`,
    () => 'Send some TAO to the coldkey; 0.0000005 TAO must stay in it.',
  ),
  E_UNPROTECTED: define(
    3,
    (c: { network: string }) =>
      `This version cannot protect the price of a trade on ${c.network}, so it does not send one there.`,
    () => 'Use --unprotected to accept any price, or try the trade on a development chain.',
  ),
  E_RUNTIME: define(
    3,
    (c: { spec: number; missing: readonly string[] }) =>
      `The chain (spec ${c.spec}) lacks what this command needs: ${list(c.missing)}.`,
    () => 'A newer taoctl may support it.',
  ),
  E_SPEC_UNKNOWN: define(
    3,
    (c: { spec: number; known: string }) =>
      `taoctl's rules were checked on spec ${c.known}; this chain runs spec ${c.spec}.`,
    c => `Look at the plan with --dry-run, then add --accept-spec ${c.spec}.`,
  ),
  E_GENESIS: define(
    3,
    (c: { expected: string; actual: string }) =>
      `Wrong chain: its genesis is ${c.actual}, expected ${c.expected}.`,
    () => 'Check the endpoint.',
  ),
  E_DECLINED: define(3, () => 'Declined. Nothing was sent.'),
  E_NOTHING_MOVABLE: define(
    3,
    (c: { reasons: readonly string[] }) => `Nothing can be moved: ${c.reasons.join('; ')}.`,
    () => 'See your positions with: taoctl stake list',
  ),
  E_UNMOVABLE: define(
    3,
    (c: { reasons: readonly string[] }) => `Some positions would stay behind: ${c.reasons.join('; ')}.`,
    () => 'Add --skip-unmovable to move the others.',
  ),
  E_HOTKEYS_AMBIGUOUS: define(
    2,
    (c: { count: number }) => `${c.count} hotkeys hold stake here, and none was named.`,
    () => 'Name them with --hotkey, or use --all-hotkeys.',
  ),
  E_POOL_REFUSED: define(
    3,
    (c: { reason: string }) => `The node refused the transaction: ${c.reason}`,
    () => 'Nothing was executed.',
  ),
  E_JOURNAL_WRITE: define(
    3,
    (c: { path: string; problem: string }) => `The journal ${c.path} cannot be written: ${c.problem}.`,
    () => 'Nothing was sent. Make the folder writable and try again.',
  ),
  E_STORED_BALANCE: define(
    3,
    (c: { problem: string }) => `A stored amount is damaged: ${c.problem}.`,
    () => 'Restore the file from a copy.',
  ),
  E_MEANING: define(
    3,
    (c: { difference: string }) => `What would be signed differs from the plan: ${c.difference}.`,
    () => 'Nothing was signed. Do not use this endpoint.',
  ),

  // 4: wallet
  E_WALLET_MISSING: define(
    4,
    (c: { path: string }) => `There is no wallet at ${c.path}.`,
    () => 'See what is there with: taoctl wallet list',
  ),
  E_HOTKEY_MISSING: define(
    4,
    (c: { name: string; path: string }) => `There is no hotkey '${c.name}' at ${c.path}.`,
    () => 'See what is there with: taoctl wallet list',
  ),
  E_HOTKEY_NAME: define(
    2,
    (c: { name: string }) => `'${c.name}' is neither a hotkey address nor the name of a hotkey.`,
    () => 'Give an address, a hotkey name with --wallet, or wallet/hotkey.',
  ),
  E_KEYFILE: define(
    4,
    (c: { path: string; problem: string }) => `Keyfile ${c.path}: ${c.problem}.`,
    () => 'Restore it from your backup or mnemonic.',
  ),
  E_KEYFILE_ENCRYPTED: define(
    4,
    (c: { path: string }) => `Keyfile ${c.path} is encrypted, which this version cannot open.`,
    () => 'Use a development wallet for now.',
  ),
  E_KEY_MISMATCH: define(
    4,
    (c: { path: string; key: string; expected: string }) =>
      `Keyfile ${c.path} holds ${c.key}, but coldkeypub.txt says ${c.expected}.`,
    () => 'Nothing was signed. Find out which file is wrong.',
  ),
  E_WALLET_WRITE: define(
    4,
    (c: { path: string; problem: string }) => `Cannot write ${c.path}: ${c.problem}.`,
    () => 'An existing key is never overwritten. Choose another folder.',
  ),

  // 5: included and failed
  E_DISPATCH: define(
    5,
    (c: { name: string; docs: string }) =>
      `The chain executed the transaction and refused it: ${c.name}. ${c.docs}`.trim(),
    () => 'Nothing moved; the fee is paid.',
  ),

  // 6: endpoint or network, nothing sent
  E_CONNECT: define(
    6,
    (c: { url: string; problem: string }) => `Cannot reach ${c.url}: ${c.problem}.`,
    () => 'Check the address and that the node is running.',
  ),
  E_TIMEOUT: define(
    6,
    (c: { what: string; after: string }) => `${c.what} did not answer within ${c.after}.`,
    () => 'Try again, or name another endpoint with --network.',
  ),
  E_ENDPOINT: define(
    6,
    (c: { problem: string }) => `The endpoint gave an unusable answer: ${c.problem}.`,
    () => 'Try another endpoint.',
  ),

  // 7, 8, 9
  E_PARTIAL: define(
    7,
    (c: { problem: string }) => `The chain reported success, but ${c.problem}.`,
    () => 'See what you hold with: taoctl stake list',
  ),
  E_UNKNOWN_OUTCOME: define(
    8,
    (c: { hash: string; reason: string }) =>
      `Sent, but its outcome is not known: ${c.reason}. Transaction ${c.hash}.`,
    () => 'Do not repeat it before you know. It may still execute.',
  ),
  E_EXPIRED: define(
    9,
    (c: { hash: string; block: number }) =>
      `Transaction ${c.hash} was in no block up to ${c.block} and can no longer execute.`,
    () => 'Nothing moved and no fee was paid. It is safe to run the command again.',
  ),

  // 130
  E_INTERRUPTED: define(130, () => 'Interrupted. Nothing was sent.'),
} as const

export type ErrorCode = keyof typeof errors
export type ErrorContext<C extends ErrorCode> = Parameters<(typeof errors)[C]['message']>[0]
