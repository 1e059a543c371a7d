import type { Recorded } from '../../chain/extrinsic/compose.ts'
import type { Progress } from '../../chain/outcome/broadcast.ts'
import { CliError } from '../../errors/cli-error.ts'
import type {
  FollowEvent,
  Followed,
  FollowOptions,
  FollowState,
  FollowStep,
  Inclusion,
} from './follow-types.ts'
import type { Judged } from './judge.ts'

/** How often the same bytes are handed to a node. */
const BROADCASTS = 8
/** Answers that cannot be used before that counts as lasting. */
const PATIENCE = 3
/** Pauses before looks, the last for all later ones. */
const PAUSES_MS = [0, 500, 1500, 3000, 6000] as const

/** Begins to follow. What was sent before may be in a block, and need not be sent again. */
export function beginFollowing({ hash, lastBlock }: Recorded, options: FollowOptions): FollowStep {
  const state: FollowState = {
    hash,
    lastBlock,
    wait: options.wait,
    sentBefore: options.sentBefore,
    isIn: false,
    isListening: false,
    round: -1,
    sendings: 0,
    useless: 0,
    said: 'the node said nothing',
    seen: 'no block was searched',
  }
  return options.sentBefore ? { state, action: { do: 'look' } } : startRound(state)
}

/** What follows from an event, by what is known: what is known then, and what is done next. */
export function followStep(state: FollowState, event: FollowEvent): FollowStep {
  switch (event.kind) {
    case 'heard':
      return takeNews(state, event.progress)
    case 'closed':
      return stopListening(state)
    case 'silence':
    case 'paused':
      return { state, action: { do: 'look' } }
    case 'judged':
      return takeVerdict(state, event.judged)
    case 'read':
      return conclude(state, event.followed)
    case 'failed':
      return takeFailure(state, event)
  }
}

/** What a node reports is news, not proof: it says where to look. */
function takeNews(state: FollowState, progress: Progress): FollowStep {
  const listen = { do: 'listen' } as const
  switch (progress.kind) {
    case 'retracted': {
      const step = { event: 'retracted', block: progress.block } as const
      return { state: { ...state, isIn: false }, action: listen, news: { stage: 'inclusion', step } }
    }
    case 'in-block': {
      if (state.wait === 'included') return read(state, { kind: 'included', block: progress.block })
      const step = { event: 'in-block', block: progress.block } as const
      return { state: { ...state, isIn: true }, action: listen, news: { stage: 'finality', step } }
    }
    case 'finalized':
      return read(state, { kind: 'finalized', block: progress.block })
    case 'over':
      return { state: { ...state, said: progress.reason }, action: listen }
    case 'waiting':
      return { state: { ...state, said: 'the node holds it in its pool' }, action: listen }
  }
}

/** What the blocks say. That it did not execute ends it: this is proven. */
function takeVerdict(before: FollowState, judged: Judged): FollowStep {
  const { hash, lastBlock } = before
  const state = { ...before, isIn: judged.kind === 'included' }
  switch (judged.kind) {
    case 'finalized':
      return read(state, { kind: 'finalized', block: judged.block, seenBy: judged.seenBy })
    case 'included': {
      const known = { ...state, seen: `it is in block ${judged.number}, which is not final yet` }
      return state.wait === 'included' ? read(known, { kind: 'included', block: judged.block }) : goOn(known)
    }
    case 'rejected': {
      const details = { sent: 'yes', retryable: true } as const
      return fail(state, new CliError('E_REPLACED', { hash, reason: judged.reason }, details))
    }
    case 'expired':
      return fail(state, new CliError('E_EXPIRED', { hash, block: lastBlock }, { retryable: true }))
    case 'possible': {
      const known = { ...state, seen: judged.reason }
      return judged.lasting ? loseHope(known, judged.reason) : goOn(known)
    }
  }
}

/** What a node or the way to it failed at may go well later; all else ends it. */
function takeFailure(
  state: FollowState,
  { doing, error, stop }: Extract<FollowEvent, { readonly kind: 'failed' }>,
): FollowStep {
  if (!isOfNode(error)) return fail(state, error)
  if (stop) return fail(state, stop)
  const said = error.is('E_UNKNOWN_OUTCOME') ? error.context.reason : error.message.replace(/\.$/, '')
  const known = { ...state, said }
  if (doing === 'send' || doing === 'listen') {
    const isFirst = state.sendings === 1 && !state.sentBefore
    return isFirst && error.is('E_POOL_REFUSED') ? fail(state, error) : stopListening(known)
  }
  return doing === 'read' && error.is('E_ENDPOINT') ? loseHope(known, said) : goOn(known)
}

/** Failures of a node or the way to it, after which the bytes may be anywhere; not ends that were proven. */
function isOfNode(error: unknown): error is CliError {
  if (!(error instanceof CliError) || error.is('E_REPLACED')) return false
  return error.exit === 3 || error.exit === 6 || error.exit === 8
}

/** What was done was no end: the node is listened to further, or a new round begins. */
function goOn(state: FollowState): FollowStep {
  return state.isListening ? { state, action: { do: 'listen' } } : startRound(state)
}

/** Sends the bytes, unless a block holds them or they were sent often enough. */
function startRound(before: FollowState): FollowStep {
  const state = { ...before, round: before.round + 1 }
  if (state.isIn || state.sendings >= BROADCASTS) return stopListening(state)
  const again = state.sendings > 0 || state.sentBefore
  return {
    state: { ...state, isListening: true, sendings: state.sendings + 1 },
    action: { do: 'send' },
    news: { step: { event: 'sent', hash: state.hash, again } },
  }
}

function stopListening(before: FollowState): FollowStep {
  const state = { ...before, isListening: false }
  const milliseconds = PAUSES_MS[Math.min(state.round, PAUSES_MS.length - 1)] ?? 0
  return { state, action: milliseconds > 0 ? { do: 'pause', milliseconds } : { do: 'look' } }
}

/** An answer cannot be used: so many of them end it, though not before blocks were looked through without the node. */
function loseHope(before: FollowState, reason: string): FollowStep {
  const state = { ...before, useless: before.useless + 1 }
  if (state.useless < PATIENCE) return goOn(state)
  if (state.isListening) return stopListening({ ...state, said: reason })
  return fail(state, new CliError('E_UNKNOWN_OUTCOME', { hash: state.hash, reason }))
}

const read = (state: FollowState, inclusion: Inclusion): FollowStep => ({
  state,
  action: { do: 'read', ...inclusion },
})

function conclude(state: FollowState, followed: Followed): FollowStep {
  const event = followed.kind === 'finalized' ? 'finalized' : 'in-block'
  return {
    state,
    action: { do: 'conclude', followed },
    news: { step: { event, block: followed.receipt.blockHash } },
  }
}

/** A deadline that is reached while it may still execute leaves unknown what becomes of it. */
function fail(state: FollowState, error: unknown): FollowStep {
  const isLate = error instanceof CliError && error.is('E_TIMEOUT')
  if (!isLate) return { state, action: { do: 'fail', error } }
  const { hash, said, seen } = state
  const unknown = new CliError('E_UNKNOWN_OUTCOME', { hash, reason: `${said}; ${seen}` }, { cause: error })
  return { state, action: { do: 'fail', error: unknown } }
}
