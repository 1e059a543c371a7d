import { define, list, next } from './define.ts'
import { shownUrl } from './url.ts'

/** Exit 3: refused by the chain, a rule or a person. Nothing was executed. */
export const refused = {
  E_SUBNET_UNKNOWN: define(
    3,
    (c: { netuid: number }) => `There is no subnet ${c.netuid} on this chain.`,
    () => next('List the subnets with', 'subnet', 'list'),
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
    () => next('See your positions with', 'stake', 'list'),
  ),
  E_NOT_ENOUGH_STAKE: define(
    3,
    (c: { wanted: string; staked: string; where: string }) =>
      `${c.wanted} is more than the ${c.staked} staked ${c.where}.`,
    () => 'Lower the amount, or use --all.',
  ),
  E_NOT_ENOUGH_FREE: define(
    3,
    (c: { wanted: string; free: string; fee: string; most: string }) =>
      `${c.wanted} is too much: of the ${c.free} free the fee takes ${c.fee}, and ${c.most} can be staked.`,
    () => 'Lower the amount, or use --all: it keeps the fee and the existential deposit.',
  ),
  E_LEFT_BELOW_MINIMUM: define(
    3,
    (c: { rest: string; worth: string; minimum: string }) =>
      `${c.rest} would be left, worth ${c.worth}. Below ${c.minimum} the chain removes it too, at any price.`,
    () => 'Leave more, or take --all.',
  ),
  E_TRANSFERS_OFF: define(
    3,
    (c: { netuid: number }) => `The owner of subnet ${c.netuid} has switched transfers of its stake off.`,
    () => 'Remove the stake and send the TAO, or transfer stake of another subnet.',
  ),
  E_DESTINATION_HOTKEY: define(
    3,
    (c: { address: string }) => `${c.address} is a hotkey. Stake given to it would be lost to most wallets.`,
    () => 'Name the coldkey that is to own the stake.',
  ),
  E_LOCKED_REJECTED: define(
    3,
    (c: { address: string; available: string; netuid: number }) =>
      `More than the ${c.available} of subnet ${c.netuid} that is not locked would go, and ${c.address} takes no locked alpha.`,
    () => 'Lower the amount to what is not locked.',
  ),
  E_TRANSFER_UNPROTECTED: define(
    3,
    (c: { held: string; where: string }) =>
      `You hold ${c.held} ${c.where}: swapping there and giving away what arrived cannot be one transaction.`,
    () => 'Swap first, then transfer within the destination subnet.',
  ),
  E_TRANSFER_PARTIAL: define(
    3,
    () =>
      'On this chain a transfer across subnets gives away the least that is received, which is not known here.',
    () => 'Nothing was sent. Leave out --allow-partial, or swap first and transfer then.',
  ),
  E_COLDKEY_SWAP: define(
    3,
    (c: { coldkey: string; state: 'announced' | 'disputed' }) =>
      `A swap of coldkey ${c.coldkey} is ${c.state}; until it is over the chain lets it do nothing else.`,
    () =>
      'Finish or clear the swap first. If you did not announce it, somebody else has the key: dispute it at once.',
  ),
  E_LOCKED: define(
    3,
    (c: { wanted: string; available: string; netuid: number }) =>
      `${c.wanted} is more than the ${c.available} of subnet ${c.netuid} that is not locked.`,
    () => next('Lower the amount, or wait. See what is available with', 'stake', 'list'),
  ),
  E_BELOW_MINIMUM: define(
    3,
    (c: { what: string; worth: string; minimum: string }) =>
      `${c.what} is worth ${c.worth}; the chain moves nothing below ${c.minimum}.`,
    () => 'Move more at once.',
  ),
  E_QUOTE: define(
    3,
    (c: { what: string; reason?: string }) =>
      c.reason === undefined
        ? `The chain cannot quote ${c.what}.`
        : `The chain would refuse ${c.what}: ${c.reason}.`,
    () => 'The pool may be too small for the amount. Try a smaller one.',
  ),
  E_RUNTIME_CHANGED: define(
    3,
    (c: { before: number; now: number }) =>
      `The chain was upgraded from spec ${c.before} to ${c.now} while this command ran.`,
    () => 'Nothing was sent. Run the command again.',
  ),
  E_QUOTE_WORSE: define(
    3,
    (c: { shown: string; now: string }) => `The plan changed: now ${c.now}, shown was ${c.shown}.`,
    () => 'Nothing was sent. Look at the new plan and run the command again.',
  ),
  E_FEE: define(
    3,
    (c: { fee: string; free: string; offer: '--fee-in-alpha' | undefined }) =>
      `The transaction fee is ${c.fee}, but only ${c.free} is free.`,
    c =>
      c.offer
        ? `Send some TAO to the coldkey; 0.0000005 TAO must stay in it. Or let the position pay with ${c.offer}.`
        : 'Send some TAO to the coldkey; 0.0000005 TAO must stay in it. The chain takes no alpha for this transaction.',
  ),
  E_MIN_ABOVE_QUOTE: define(
    3,
    (c: { minimum: string; quoted: string }) =>
      `At least ${c.minimum} is wanted, but the trade would bring ${c.quoted} now.`,
    () => 'Lower --min-received, or wait for a better price.',
  ),
  E_LIMIT_INEXPRESSIBLE: define(
    3,
    ({
      minimum,
      nearest,
      trusting,
    }: {
      minimum: string
      /** The nearest floor that a limit can guard, and the option that asks for it. */
      nearest: string | undefined
      floor: string | undefined
      /** The option that believes the endpoint, where a limit could then guard it. */
      trusting: '--trust-endpoint' | undefined
    }) => {
      if (nearest === undefined && !trusting) {
        return 'No price limit of the chain can guard this trade in these pools.'
      }
      const whom = trusting ? ' whatever the endpoint says of the pools,' : ''
      const nearby = nearest === undefined ? '' : `; the nearest it can guard is ${nearest}`
      return `No price limit of the chain guards ${minimum}${whom} and lets the trade through now${nearby}.`
    },
    ({ floor, trusting }) => {
      const lower = floor === undefined ? 'Try a smaller amount' : `Use ${floor}, or a smaller amount`
      if (trusting) {
        return `${lower}; have another endpoint confirm the plan with --confirm-with; or take this one's word with ${trusting}.`
      }
      return floor === undefined ? `${lower}, or accept any price with --unprotected.` : `${lower}.`
    },
  ),
  E_LIMIT_CROSSED: define(
    3,
    (c: { limit: string; now: string }) =>
      `The trade would go at ${c.now} now, the fee included, which is worse than the limit price ${c.limit}.`,
    () => 'Choose a looser --limit-price or a smaller amount.',
  ),
  E_PRICE_IMPACT: define(
    3,
    (c: { percent: string; netuid: number }) =>
      `The trade is too large for the pool of subnet ${c.netuid}: it pays ${c.percent}% less than the price now.`,
    () => 'Nothing was sent. Trade less at once, or take it with --accept-impact.',
  ),
  E_RUNTIME: define(
    3,
    (c: {
      spec: number
      missing: readonly string[]
      changed?: readonly string[]
      /** Whether a trade may go on with --accept-spec. */
      accept?: boolean
    }) => {
      const lacks = c.missing.length === 0 ? [] : [`lacks what this command needs: ${list(c.missing)}`]
      const changed = c.changed ?? []
      const has = changed.length === 0 ? [] : [`has in another form than taoctl knows: ${list(changed)}`]
      return `The chain (spec ${c.spec}) ${[...lacks, ...has].join('; it ')}.`
    },
    c =>
      c.accept
        ? `A newer taoctl may know it. Look at the plan with --dry-run; --accept-spec ${c.spec} trades all the same.`
        : 'A newer taoctl may support it.',
  ),
  /** Kept for scripts that know it. Nothing ends with it since items decide, not numbers. */
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
  E_GENESIS_CHANGED: define(
    3,
    (c: { endpoint: string; remembered: string; actual: string }) =>
      `The chain behind ${shownUrl(c.endpoint)} is another than before: its genesis is ${c.actual}, remembered is ${c.remembered}.`,
    c => `Accept it with --genesis ${c.actual} if that is right.`,
  ),
  E_KNOWN_CHAIN: define(
    3,
    (c: { path: string; problem: string }) =>
      `Which chain an endpoint is cannot be remembered: ${c.path}, ${c.problem}.`,
    () => 'Make the folder writable, or remove the file.',
  ),
  E_DECLINED: define(3, () => 'Declined. Nothing was sent.'),
  E_NOTHING_MOVABLE: define(
    3,
    (c: { reasons: readonly string[] }) => `Nothing can be moved: ${c.reasons.join('; ')}.`,
    () => next('See your positions with', 'stake', 'list'),
  ),
  E_UNMOVABLE: define(
    3,
    (c: { reasons: readonly string[]; named?: readonly number[] }) =>
      `Some positions would stay behind: ${c.reasons.join('; ')}.`,
    ({ named = [] }) =>
      named.length > 0
        ? `Nothing of a subnet you named can move: leave out ${named.map(netuid => `--origin ${netuid}`).join(' ')}.`
        : 'Add --skip-unmovable to move the others.',
  ),
  E_TOO_MANY: define(
    3,
    (c: { count: number; most: number; parts: readonly string[] }) =>
      `${c.count} positions are more than one transaction of this chain may hold: ${c.most} fit.`,
    c => `Nothing was sent. Run it once with each of: ${c.parts.join('; ')}.`,
  ),
  E_MEANING: define(
    3,
    (c: { difference: string }) => `What would be signed differs from the plan: ${c.difference}.`,
    () => 'Nothing was signed. Do not use this endpoint.',
  ),
  E_EXTENSION: define(
    3,
    (c: { name: string }) =>
      `Transactions of this chain carry something taoctl does not know: the extension ${c.name}.`,
    () => 'Nothing was signed. A newer taoctl may support it.',
  ),
  E_METADATA_UNVERIFIED: define(
    3,
    (c: { reason: string }) =>
      `That this endpoint's metadata is the chain's own cannot be verified: ${c.reason}.`,
    () => 'Nothing was signed. Try another endpoint; --unverified-metadata goes without this check.',
  ),
  E_BLOCK_UNKNOWN: define(
    3,
    (c: { block: string }) => `The endpoint knows no block ${c.block}.`,
    () => 'Old blocks are kept by archive nodes: --network archive.',
  ),
  E_NOT_CONFIRMED: define(
    3,
    (c: { url: string; what: string; here: string; there: string }) =>
      `Not confirmed by ${shownUrl(c.url)}, ${c.what}: ${c.there} there, ${c.here} here.`,
    () => 'Nothing was signed. One of the endpoints is wrong or behind: try again, or ask a third.',
  ),
  E_CONFIG_EDIT: define(
    3,
    (c: { path: string; name: string }) =>
      `'${c.name}' in config file ${c.path} cannot be changed without touching other lines.`,
    () => 'Nothing was written. Edit the file by hand.',
  ),
  E_CONFIG_WRITE: define(
    3,
    (c: { path: string; problem: string }) => `The config file ${c.path} cannot be written: ${c.problem}.`,
    () => 'Make it writable, or name another with --config.',
  ),
} as const
