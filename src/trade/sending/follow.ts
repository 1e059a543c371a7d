import type { Chain } from '../../chain/chain.ts'
import type { Recorded } from '../../chain/extrinsic/compose.ts'
import { broadcast, type Progress } from '../../chain/outcome/broadcast.ts'
import { type Receipt, readReceipt } from '../../chain/outcome/receipt.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Halt } from '../../host/halt.ts'
import type { Output } from '../../output/output.ts'
import type { Stages } from '../../output/stages.ts'
import type { Judged } from './judge.ts'

export interface FollowDeps {
  readonly chain: Chain
  readonly halt: Halt
  readonly output: Pick<Output, 'step'>
  readonly stages: Pick<Stages, 'enter'>
}

export interface FollowOptions {
  readonly wait: Followed['kind']
  /** Whether some node may know these bytes already. */
  readonly sentBefore: boolean
}

/** Where an extrinsic ended up. */
export interface Followed {
  readonly kind: 'included' | 'finalized'
  readonly receipt: Receipt
}

/** How often the same bytes are handed to a node. */
const BROADCASTS = 8
/** Answers that cannot be used before that counts as lasting. */
const PATIENCE = 3
/** Without news for so long, the blocks are looked through. Unit: milliseconds. */
const HEARTBEAT = 12_000
/** Pauses before looks, the last for all later ones. Unit: milliseconds. */
const PAUSES = [0, 500, 1500, 3000, 6000] as const

/**
 * Sends recorded bytes and follows them to their end. What a node says of them is news, not proof: when it falls
 * silent, hangs up or lets go of them, `judge` tells, and the same bytes are sent again as long as they can execute.
 * @throws E_POOL_REFUSED when the first node asked did not take them; E_REPLACED, E_EXPIRED by proof;
 * E_UNKNOWN_OUTCOME, E_INTERRUPTED
 */
export async function follow(
  deps: FollowDeps,
  recorded: Recorded,
  options: FollowOptions,
  judge: () => Promise<Judged>,
): Promise<Followed> {
  const { chain, halt, output, stages } = deps
  const { hash, lastBlock } = recorded
  let isIn = false
  let sendings = 0
  let useless = 0
  let said = 'the node said nothing'
  let seen = 'no block was searched'

  /** Whether the work may be tried again; what ends the command is thrown. */
  const mayPass = (error: unknown): error is CliError => {
    if (!isOfNode(error)) return false
    halt.check()
    said = error.is('E_UNKNOWN_OUTCOME') ? error.context.reason : error.message.replace(/\.$/, '')
    return true
  }
  const hopeless = (reason: string) => {
    useless += 1
    if (useless >= PATIENCE) throw new CliError('E_UNKNOWN_OUTCOME', { hash, reason })
  }
  const receiptOf = async (
    kind: Followed['kind'],
    at: Receipt['blockHash'],
    seenBy: Chain = chain,
  ): Promise<Followed | undefined> => {
    try {
      const receipt = await halt.race(readReceipt(seenBy, recorded, at))
      output.step({ event: kind === 'finalized' ? 'finalized' : 'in-block', block: at })
      return { kind, receipt }
    } catch (error) {
      if (!mayPass(error)) throw error
      if (error.is('E_ENDPOINT')) hopeless(said)
      return undefined
    }
  }

  /** What the blocks say; undefined as long as that is no end. */
  const look = async (): Promise<Followed | undefined> => {
    const verdict = await judge().catch((error: unknown) => {
      if (!mayPass(error)) throw error
    })
    if (!verdict) return undefined
    isIn = verdict.kind === 'included'
    switch (verdict.kind) {
      case 'finalized':
        return receiptOf('finalized', verdict.block, verdict.seenBy)
      case 'included':
        seen = `it is in block ${verdict.number}, which is not final yet`
        return options.wait === 'included' ? receiptOf('included', verdict.block) : undefined
      case 'rejected':
        throw new CliError('E_REPLACED', { hash, reason: verdict.reason }, { sent: 'yes', retryable: true })
      case 'expired':
        throw new CliError('E_EXPIRED', { hash, block: lastBlock }, { retryable: true })
      default:
        seen = verdict.reason
        if (verdict.lasting) hopeless(seen)
        return undefined
    }
  }

  /** What a node reports; undefined as long as that is no end. */
  const hear = async (progress: Progress): Promise<Followed | undefined> => {
    switch (progress.kind) {
      case 'retracted':
        isIn = false
        stages.enter('inclusion')
        output.step({ event: 'retracted', block: progress.block })
        return undefined
      case 'in-block':
        if (options.wait === 'included') return receiptOf('included', progress.block)
        isIn = true
        stages.enter('finality')
        output.step({ event: 'in-block', block: progress.block })
        return undefined
      case 'finalized':
        return receiptOf('finalized', progress.block)
      case 'over':
        said = progress.reason
        return undefined
      default:
        said = 'the node holds it in its pool'
        return undefined
    }
  }

  /** Hands the bytes to the node and listens until that has no more to say. */
  const send = async (): Promise<Followed | undefined> => {
    const updates = broadcast(chain, recorded)
    try {
      let next = updates.next()
      for (;;) {
        const heard = await halt.within(next, HEARTBEAT)
        if (heard?.done === true) return undefined
        const end = heard ? await hear(heard.value) : await look()
        if (end) return end
        if (heard) next = updates.next()
      }
    } finally {
      // The generator may be waiting for an update that never comes; it ends with the connection.
      void updates.return().catch(() => undefined)
    }
  }

  const sendOnce = async (): Promise<Followed | undefined> => {
    const isFirst = sendings === 0 && !options.sentBefore
    sendings += 1
    output.step({ event: 'sent', hash, again: !isFirst })
    try {
      return await send()
    } catch (error) {
      if (!mayPass(error) || (isFirst && error.is('E_POOL_REFUSED'))) throw error
      return undefined
    }
  }

  stages.enter('inclusion')
  try {
    // What was sent before may be in a block, and need not be sent again.
    const known = options.sentBefore ? await look() : undefined
    if (known) return known
    for (let round = 0; ; round += 1) {
      const sent = !isIn && sendings < BROADCASTS ? await sendOnce() : undefined
      const pause = PAUSES[Math.min(round, PAUSES.length - 1)] ?? 0
      if (!sent && pause > 0) await halt.within(new Promise<never>(() => undefined), pause)
      const end = sent ?? (await look())
      if (end) return end
    }
  } catch (error) {
    if (!(error instanceof CliError) || !error.is('E_TIMEOUT')) throw error
    throw new CliError('E_UNKNOWN_OUTCOME', { hash, reason: `${said}; ${seen}` }, { cause: error })
  }
}

/** Failures of a node or the way to it, after which the bytes may be anywhere; not ends that were proven. */
function isOfNode(error: unknown): error is CliError {
  if (!(error instanceof CliError) || error.is('E_REPLACED')) return false
  return error.exit === 3 || error.exit === 6 || error.exit === 8
}
