import { describe, expect, test } from 'vitest'
import type { Recorded } from '../../src/chain/extrinsic/compose.ts'
import type { Progress } from '../../src/chain/outcome/broadcast.ts'
import type { Receipt } from '../../src/chain/outcome/receipt.ts'
import { CliError } from '../../src/errors/cli-error.ts'
import type { Hex } from '../../src/scale/bytes.ts'
import { beginFollowing, followStep } from '../../src/trade/sending/follow-step.ts'
import type {
  FollowAction,
  FollowEvent,
  FollowOptions,
  FollowState,
  FollowStep,
} from '../../src/trade/sending/follow-types.ts'
import type { Judged } from '../../src/trade/sending/judge.ts'

const hash: Hex = '0x11'
const a: Hex = '0xaa'
const b: Hex = '0xbb'
const recorded = { hash, lastBlock: 40 } as Recorded

/** What a node reports. */
const heard = (kind: Exclude<Progress['kind'], 'over' | 'waiting'>, block: Hex = a): FollowEvent => ({
  kind: 'heard',
  progress: { kind, block },
})
const waiting: FollowEvent = { kind: 'heard', progress: { kind: 'waiting' } }
const over = (state: string): FollowEvent => ({
  kind: 'heard',
  progress: { kind: 'over', reason: `the node reports it as '${state}'` },
})
const closed: FollowEvent = { kind: 'closed' }
const silence: FollowEvent = { kind: 'silence' }
const paused: FollowEvent = { kind: 'paused' }

/** What the blocks show. */
const judged = (told: Judged): FollowEvent => ({ kind: 'judged', judged: told })
const shown = (kind: 'included' | 'finalized', block: Hex = a) => judged({ kind, block, number: 5, index: 2 })
const possible = judged({ kind: 'possible', reason: 'not yet in a block', lasting: false })
const useless = judged({ kind: 'possible', reason: 'blocks are missing', lasting: true })
const ended = { final: { number: 41, hash: b }, nonce: 0, votes: { endpoints: ['ws://a'], silent: [] } }
const expired = judged({ kind: 'expired', ...ended })
const usedBy = { hash: b, block: { number: 6, hash: b } } as Extract<Judged, { kind: 'rejected' }>['usedBy']
const rejected = judged({ kind: 'rejected', reason: 'another has its nonce', usedBy, ...ended })

/** A receipt that was read. */
const receipt = (kind: 'included' | 'finalized', block: Hex = a): FollowEvent => ({
  kind: 'read',
  followed: { kind, receipt: { blockHash: block } as Receipt },
})

/** What went wrong. */
const failed = (doing: FollowAction['do'], error: unknown, stop?: CliError): FollowEvent => ({
  kind: 'failed',
  doing,
  error,
  stop,
})
const lost = new CliError('E_CONNECT', { url: 'ws://a', problem: 'the connection closed' })
const garbage = new CliError('E_ENDPOINT', { problem: 'a block hash is missing' })
const refused = new CliError('E_POOL_REFUSED', { reason: 'Invalid Transaction' } as never)
const deadline = new CliError('E_TIMEOUT', { what: 'The command', after: '60s' })
const interrupt = new CliError('E_INTERRUPTED')
const bug = new TypeError('not a function')

/** What is done next, in a word. */
function wordOf({ action, news }: FollowStep): string {
  switch (action.do) {
    case 'pause':
      return `pause ${action.milliseconds}`
    case 'read':
      return `read ${action.kind} ${action.block}${action.seenBy ? ' elsewhere' : ''}`
    case 'conclude':
      return `conclude ${action.followed.kind} ${action.followed.receipt.blockHash}`
    case 'fail':
      return `fail ${action.error instanceof CliError ? action.error.code : String(action.error)}`
    case 'send':
      return news?.step.event === 'sent' && news.step.again ? 'send again' : 'send'
    default:
      return action.do
  }
}

interface Followed {
  readonly words: readonly string[]
  readonly last: FollowStep
  readonly states: readonly FollowState[]
  readonly told: readonly string[]
}

function run(options: FollowOptions, events: readonly FollowEvent[]): Followed {
  const steps = [beginFollowing(recorded, options)]
  for (const event of events) {
    const before = steps.at(-1)
    if (!before || before.action.do === 'conclude' || before.action.do === 'fail') {
      throw new Error(`it ended before ${event.kind}`)
    }
    steps.push(followStep(before.state, event))
  }
  const told = steps.flatMap(({ news }) =>
    news ? [`${news.step.event}${news.stage ? ` (${news.stage})` : ''}`] : [],
  )
  return {
    words: steps.map(wordOf),
    last: steps.at(-1) as FollowStep,
    states: steps.map(({ state }) => state),
    told,
  }
}

const toFinal: FollowOptions = { wait: 'finalized', sentBefore: false }
const toIncluded: FollowOptions = { wait: 'included', sentBefore: false }
const again: FollowOptions = { wait: 'finalized', sentBefore: true }

/** First what is done at once, then each event with what is done after it. */
type Row = readonly [name: string, FollowOptions, first: string, ...after: After[]]
type After = readonly [event: FollowEvent, word: string]

const rows: readonly Row[] = [
  // News in order, and in any other
  [
    'ready, in a block, final',
    toFinal,
    'send',
    [waiting, 'listen'],
    [heard('in-block'), 'listen'],
    [heard('finalized'), 'read finalized 0xaa'],
    [receipt('finalized'), 'conclude finalized 0xaa'],
  ],
  [
    'who waits for inclusion only has it with the first block',
    toIncluded,
    'send',
    [heard('in-block'), 'read included 0xaa'],
    [receipt('included'), 'conclude included 0xaa'],
  ],
  [
    'final before it was in a block',
    toFinal,
    'send',
    [heard('finalized'), 'read finalized 0xaa'],
    [receipt('finalized'), 'conclude finalized 0xaa'],
  ],
  [
    'who waits for inclusion only takes finality for it',
    toIncluded,
    'send',
    [heard('finalized'), 'read finalized 0xaa'],
    [receipt('finalized'), 'conclude finalized 0xaa'],
  ],
  [
    'ready after in a block, and in a block twice',
    toFinal,
    'send',
    [heard('in-block'), 'listen'],
    [waiting, 'listen'],
    [heard('in-block'), 'listen'],
    [heard('in-block', b), 'listen'],
    [heard('finalized', b), 'read finalized 0xbb'],
    [receipt('finalized', b), 'conclude finalized 0xbb'],
  ],
  // Retracted
  [
    'retracted, and in another block',
    toFinal,
    'send',
    [heard('in-block'), 'listen'],
    [heard('retracted'), 'listen'],
    [heard('in-block', b), 'listen'],
    [heard('finalized', b), 'read finalized 0xbb'],
  ],
  [
    'retracted before it was in a block, and twice',
    toFinal,
    'send',
    [heard('retracted'), 'listen'],
    [heard('retracted'), 'listen'],
    [heard('in-block'), 'listen'],
  ],
  [
    'retracted, then let go of: sent again',
    toFinal,
    'send',
    [heard('in-block'), 'listen'],
    [heard('retracted'), 'listen'],
    [over('dropped'), 'listen'],
    [closed, 'look'],
    [possible, 'send again'],
  ],
  [
    'the block is gone before its receipt could be read',
    toIncluded,
    'send',
    [heard('in-block'), 'read included 0xaa'],
    [failed('read', lost), 'listen'],
    [heard('retracted'), 'listen'],
    [heard('in-block', b), 'read included 0xbb'],
    [receipt('included', b), 'conclude included 0xbb'],
  ],
  // Dropped, usurped, invalid: of one node's pool, no proof
  ...['dropped', 'usurped', 'invalid', 'finalityTimeout', 'somethingNew'].map(
    (state): Row => [
      `${state}, though a block holds it`,
      toFinal,
      'send',
      [over(state), 'listen'],
      [closed, 'look'],
      [shown('included'), 'pause 500'],
      [paused, 'look'],
      [shown('finalized'), 'read finalized 0xaa'],
      [receipt('finalized'), 'conclude finalized 0xaa'],
    ],
  ),
  [
    'dropped, sent again, then in a block',
    toFinal,
    'send',
    [over('dropped'), 'listen'],
    [closed, 'look'],
    [possible, 'send again'],
    [heard('in-block'), 'listen'],
    [heard('finalized'), 'read finalized 0xaa'],
  ],
  [
    'usurped, and another has its nonce by proof',
    toFinal,
    'send',
    [over('usurped'), 'listen'],
    [closed, 'look'],
    [rejected, 'fail E_REPLACED'],
  ],
  [
    'in a block, then invalid: it is not sent again before the blocks lack it',
    toFinal,
    'send',
    [heard('in-block'), 'listen'],
    [over('invalid'), 'listen'],
    [closed, 'look'],
    [shown('included'), 'pause 500'],
    [paused, 'look'],
    [possible, 'send again'],
  ],
  // Silence
  [
    'silence: the blocks are looked through, and the node is listened to further',
    toFinal,
    'send',
    [silence, 'look'],
    [possible, 'listen'],
    [silence, 'look'],
    [shown('included'), 'listen'],
    [silence, 'look'],
    [shown('finalized', b), 'read finalized 0xbb'],
    [receipt('finalized', b), 'conclude finalized 0xbb'],
  ],
  ['silence up to the end of the era', toFinal, 'send', [silence, 'look'], [expired, 'fail E_EXPIRED']],
  ['the era ends while listening', toIncluded, 'send', [silence, 'look'], [rejected, 'fail E_REPLACED']],
  [
    'silence, and a block shows it to whom inclusion is enough',
    toIncluded,
    'send',
    [silence, 'look'],
    [shown('included', b), 'read included 0xbb'],
  ],
  // The connection
  [
    'lost after sending, and back: sent again',
    toFinal,
    'send',
    [failed('listen', lost), 'look'],
    [possible, 'send again'],
    [waiting, 'listen'],
    [heard('finalized'), 'read finalized 0xaa'],
  ],
  [
    'lost while sending, and for all that in a block',
    toFinal,
    'send',
    [failed('send', lost), 'look'],
    [shown('included'), 'pause 500'],
    [paused, 'look'],
    [shown('finalized'), 'read finalized 0xaa'],
  ],
  [
    'lost for long: the pauses grow',
    toFinal,
    'send',
    [failed('send', lost), 'look'],
    [failed('look', lost), 'send again'],
    [failed('send', lost), 'pause 500'],
    [paused, 'look'],
    [failed('look', lost), 'send again'],
    [failed('send', lost), 'pause 1500'],
    [paused, 'look'],
    [failed('look', lost), 'send again'],
    [failed('send', lost), 'pause 3000'],
  ],
  [
    'lost in a block: it is looked for, not sent again',
    toFinal,
    'send',
    [heard('in-block'), 'listen'],
    [failed('listen', lost), 'look'],
    [failed('look', lost), 'pause 500'],
    [paused, 'look'],
    [shown('finalized'), 'read finalized 0xaa'],
  ],
  [
    'lost while the receipt is read: read when it is found again',
    toFinal,
    'send',
    [heard('finalized'), 'read finalized 0xaa'],
    [failed('read', lost), 'listen'],
    [closed, 'look'],
    [shown('finalized'), 'read finalized 0xaa'],
    [receipt('finalized'), 'conclude finalized 0xaa'],
  ],
  // Refusals
  ['the first node does not take it', toFinal, 'send', [failed('send', refused), 'fail E_POOL_REFUSED']],
  [
    'a later node does not take it: no proof of anything',
    toFinal,
    'send',
    [failed('listen', lost), 'look'],
    [possible, 'send again'],
    [failed('send', refused), 'pause 500'],
    [paused, 'look'],
    [shown('finalized'), 'read finalized 0xaa'],
  ],
  [
    'sent by an earlier run: no refusal is the first',
    again,
    'look',
    [possible, 'send again'],
    [failed('send', refused), 'look'],
    [possible, 'send again'],
  ],
  // Sent before
  [
    'sent before and final: not sent again',
    again,
    'look',
    [shown('finalized'), 'read finalized 0xaa'],
    [receipt('finalized'), 'conclude finalized 0xaa'],
  ],
  [
    'sent before and in a block: not sent again',
    again,
    'look',
    [shown('included'), 'look'],
    [shown('included'), 'pause 500'],
    [paused, 'look'],
    [shown('finalized'), 'read finalized 0xaa'],
  ],
  ['sent before and expired', again, 'look', [expired, 'fail E_EXPIRED']],
  ['sent before, and no answer: sent again', again, 'look', [failed('look', lost), 'send again']],
  // Garbage
  [
    'a status that cannot be read',
    toFinal,
    'send',
    [failed('listen', garbage), 'look'],
    [possible, 'send again'],
  ],
  [
    'answers that cannot be used, three times',
    toFinal,
    'send',
    [closed, 'look'],
    [useless, 'send again'],
    [closed, 'pause 500'],
    [paused, 'look'],
    [useless, 'send again'],
    [closed, 'pause 1500'],
    [paused, 'look'],
    [useless, 'fail E_UNKNOWN_OUTCOME'],
  ],
  [
    'answers that cannot be used while listening: one more look without the node',
    toFinal,
    'send',
    [silence, 'look'],
    [useless, 'listen'],
    [silence, 'look'],
    [useless, 'listen'],
    [silence, 'look'],
    [useless, 'look'],
    [shown('finalized'), 'read finalized 0xaa'],
  ],
  [
    'receipts that cannot be used: three, then one more look',
    toFinal,
    'send',
    [heard('finalized'), 'read finalized 0xaa'],
    [failed('read', garbage), 'listen'],
    [heard('finalized'), 'read finalized 0xaa'],
    [failed('read', garbage), 'listen'],
    [heard('finalized'), 'read finalized 0xaa'],
    [failed('read', garbage), 'look'],
    [shown('finalized'), 'read finalized 0xaa'],
    [failed('read', garbage), 'fail E_UNKNOWN_OUTCOME'],
  ],
  // What ends the command
  [
    'the deadline while listening',
    toFinal,
    'send',
    [failed('listen', deadline, deadline), 'fail E_UNKNOWN_OUTCOME'],
  ],
  [
    'the deadline in a pause',
    again,
    'look',
    [shown('included'), 'look'],
    [shown('included'), 'pause 500'],
    [failed('pause', deadline, deadline), 'fail E_UNKNOWN_OUTCOME'],
  ],
  [
    'the deadline while looking for what was lost',
    toFinal,
    'send',
    [failed('listen', lost), 'look'],
    [failed('look', lost, deadline), 'fail E_UNKNOWN_OUTCOME'],
  ],
  [
    'one request that is late is not the deadline',
    toFinal,
    'send',
    [silence, 'look'],
    [failed('look', deadline), 'listen'],
  ],
  [
    'the deadline counts more than a refusal',
    toFinal,
    'send',
    [failed('send', refused, deadline), 'fail E_UNKNOWN_OUTCOME'],
  ],
  [
    'an interrupt while listening',
    toFinal,
    'send',
    [failed('listen', interrupt, interrupt), 'fail E_INTERRUPTED'],
  ],
  [
    'an interrupt beside a lost connection',
    toFinal,
    'send',
    [failed('listen', lost, interrupt), 'fail E_INTERRUPTED'],
  ],
  [
    'an interrupt while the receipt is read',
    toFinal,
    'send',
    [heard('finalized'), 'read finalized 0xaa'],
    [failed('read', interrupt, interrupt), 'fail E_INTERRUPTED'],
  ],
  [
    'an error of ours is no news of the node',
    toFinal,
    'send',
    [silence, 'look'],
    [failed('look', bug), 'fail TypeError: not a function'],
  ],
]

describe('what is done next, by what came before', () => {
  test.each(rows.map(([name, options, first, ...after]) => ({ name, options, first, after })))('$name', ({
    options,
    first,
    after,
  }) => {
    const { words } = run(
      options,
      after.map(([event]) => event),
    )
    expect(words).toEqual([first, ...after.map(([, word]) => word)])
  })
})

describe('whatever the order of what a node and the blocks say', () => {
  const news = [
    waiting,
    heard('in-block'),
    heard('retracted'),
    heard('finalized', b),
    over('usurped'),
    closed,
    silence,
  ]
  const verdicts = [possible, useless, shown('included'), shown('finalized'), expired, rejected]
  const answersTo = (action: FollowAction): readonly FollowEvent[] => {
    switch (action.do) {
      case 'send':
      case 'listen':
        return [...news, failed(action.do, lost), failed(action.do, refused)]
      case 'look':
        return [...verdicts, failed('look', lost)]
      case 'read':
        return [receipt(action.kind, action.block), failed('read', lost), failed('read', garbage)]
      case 'pause':
        return [paused]
      default:
        return []
    }
  }
  /** All ways to go on for so many events. */
  function* walks(step: FollowStep, depth: number, by: readonly FollowStep[] = [step]): Generator<typeof by> {
    const events = depth === 0 ? [] : answersTo(step.action)
    if (events.length === 0) yield by
    for (const event of events) {
      const next = followStep(step.state, event)
      yield* walks(next, depth - 1, [...by, next])
    }
  }

  test.each([toFinal, toIncluded, again])('%o: no end without a receipt or a proof', options => {
    let ends = 0
    for (const steps of walks(beginFollowing(recorded, options), 6)) {
      const [before, last] = steps.slice(-2)
      if (last?.action.do === 'conclude') expect(before?.action.do).toBe('read')
      if (last?.action.do !== 'fail') continue
      ends += 1
      const { error } = last.action
      const code = error instanceof CliError ? error.code : undefined
      if (code === 'E_EXPIRED' || code === 'E_REPLACED') expect(before?.action.do).toBe('look')
      else if (code === 'E_POOL_REFUSED') expect(last.state.sendings).toBe(1)
      else expect([code, last.state.useless >= 3]).toEqual(['E_UNKNOWN_OUTCOME', true])
    }
    expect(ends).toBeGreaterThan(1000)
  })

  test.each([toFinal, toIncluded, again])('%o: what a block holds is not sent', options => {
    let sendings = 0
    for (const steps of walks(beginFollowing(recorded, options), 5)) {
      const sent = steps.filter(({ action }) => action.do === 'send')
      sendings += sent.length
      if (sent.some(({ state }) => state.isIn || !state.isListening)) expect(sent).toEqual([])
    }
    expect(sendings).toBeGreaterThan(1000)
  })
})

test('the same bytes are handed to a node eight times at most', () => {
  const events = Array.from({ length: 40 }).flatMap(() => [closed, paused, possible])
  let step = beginFollowing(recorded, toFinal)
  let sendings = 0
  for (const event of events) {
    if (step.action.do === 'send') sendings += 1
    // The first look comes without a pause.
    if (event === paused && step.action.do === 'look') continue
    if (event === closed && step.action.do !== 'send') continue
    step = followStep(step.state, event)
  }
  expect(sendings).toBe(8)
  expect(wordOf(step)).toBe('pause 6000')
})

test('a deadline says what the node said last and what the blocks showed last', () => {
  const reasonAfter = (...events: readonly FollowEvent[]) => {
    const { action } = run(toFinal, [...events, failed('listen', deadline, deadline)]).last
    if (action.do !== 'fail' || !(action.error instanceof CliError)) throw new Error('it went on')
    expect(action.error.cause).toBe(deadline)
    return action.error.message
  }
  expect(reasonAfter()).toContain('the node said nothing; no block was searched')
  expect(reasonAfter(waiting)).toContain('the node holds it in its pool; no block was searched')
  expect(reasonAfter(over('usurped'), silence, possible)).toContain(
    "reports it as 'usurped'; not yet in a block",
  )
  expect(reasonAfter(waiting, silence, shown('included'))).toContain(
    'it is in block 5, which is not final yet',
  )
})

test('what is told: each step once, and in which stage the work is', () => {
  const { told } = run(toFinal, [
    waiting,
    heard('in-block'),
    heard('retracted'),
    heard('in-block', b),
    failed('listen', lost),
    possible,
    heard('finalized', b),
    receipt('finalized', b),
  ])
  expect(told).toEqual([
    'sent',
    'in-block (finality)',
    'retracted (inclusion)',
    'in-block (finality)',
    'sent',
    'finalized',
  ])
})

test('a block that another endpoint shows is read there', () => {
  const there = { network: 'another' } as never
  const { words } = run(again, [judged({ kind: 'finalized', block: b, number: 5, index: 2, seenBy: there })])
  expect(words).toEqual(['look', 'read finalized 0xbb elsewhere'])
})

test('a state is never changed in place', () => {
  const { states } = run(toFinal, [heard('in-block'), heard('retracted'), over('dropped'), closed, useless])
  expect(states.map(({ isIn }) => isIn)).toEqual([false, true, false, false, false, false])
  expect(states.map(({ useless: n }) => n)).toEqual([0, 0, 0, 0, 0, 1])
})
