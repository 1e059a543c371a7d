import type { Recorded } from '../../chain/extrinsic/compose.ts'
import { broadcast } from '../../chain/outcome/broadcast.ts'
import { readReceipt } from '../../chain/outcome/receipt.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Halt } from '../../host/halt.ts'
import type { Desk } from '../desk.ts'
import { beginFollowing, followStep } from './follow-step.ts'
import type { FollowAction, FollowEvent, Followed, FollowOptions } from './follow-types.ts'
import type { Judged } from './judge.ts'

/** What following asks of the world. */
type FollowDesk = Pick<Desk, 'chain' | 'halt' | 'output' | 'stages'>

/** Without news for so long, the blocks are looked through. */
const HEARTBEAT_MS = 12_000

/**
 * Sends recorded bytes and follows them to their end. What a node says of them is news, not proof: when it falls
 * silent, hangs up or lets go of them, `judge` tells, and the same bytes are sent again as long as they can execute.
 * What is done when stands in `follow-step.ts`; here it is done.
 * @throws E_POOL_REFUSED when the first node asked did not take them; E_REPLACED, E_EXPIRED by proof;
 * E_UNKNOWN_OUTCOME, E_INTERRUPTED
 */
export async function follow(
  desk: FollowDesk,
  recorded: Recorded,
  options: FollowOptions,
  judge: () => Promise<Judged>,
): Promise<Followed> {
  const { halt, output, stages } = desk
  const line = openLine(desk, recorded)
  stages.enter('inclusion')
  try {
    for (let next = beginFollowing(recorded, options); ; ) {
      const { state, action, news } = next
      if (news?.stage) stages.enter(news.stage)
      if (news) output.step(news.step)
      if (action.do === 'conclude') return action.followed
      if (action.do === 'fail') throw action.error
      if (!state.isListening) line.close()
      const event = await act(desk, recorded, action, { line, judge }).catch(
        (error: unknown): FollowEvent => ({
          kind: 'failed',
          doing: action.do,
          error,
          stop: reasonToStop(halt),
        }),
      )
      next = followStep(state, event)
    }
  } finally {
    line.close()
  }
}

type Line = ReturnType<typeof openLine>

/** Does what is to be done next, and says what came of it. */
async function act(
  { chain, halt }: FollowDesk,
  recorded: Recorded,
  action: Exclude<FollowAction, { readonly do: 'conclude' | 'fail' }>,
  { line, judge }: { readonly line: Line; readonly judge: () => Promise<Judged> },
): Promise<FollowEvent> {
  switch (action.do) {
    case 'send':
      return line.send()
    case 'listen':
      return line.listen()
    case 'pause':
      await halt.within(new Promise<never>(() => undefined), action.milliseconds)
      return { kind: 'paused' }
    case 'look':
      return { kind: 'judged', judged: await judge() }
    case 'read': {
      const { kind, block, seenBy = chain } = action
      return {
        kind: 'read',
        followed: { kind, receipt: await halt.race(readReceipt(seenBy, recorded, block)) },
      }
    }
  }
}

/** The line to a node that is given the bytes and listened to. */
function openLine({ chain, halt }: FollowDesk, recorded: Recorded) {
  let updates: ReturnType<typeof broadcast> | undefined
  let next: ReturnType<ReturnType<typeof broadcast>['next']> | undefined
  const listen = async (): Promise<FollowEvent> => {
    next ??= updates?.next()
    const heard = next && (await halt.within(next, HEARTBEAT_MS))
    if (!heard) return { kind: 'silence' }
    next = undefined
    return heard.done === true ? { kind: 'closed' } : { kind: 'heard', progress: heard.value }
  }
  const close = (): void => {
    // The generator may be waiting for an update that never comes; it ends with the connection.
    void updates?.return().catch(() => undefined)
    updates = undefined
    next = undefined
  }
  return {
    send(): Promise<FollowEvent> {
      close()
      updates = broadcast(chain, recorded)
      return listen()
    },
    listen,
    close,
  }
}

/** Why the command has to end now, where it has to. */
function reasonToStop(halt: Halt): CliError | undefined {
  try {
    halt.check()
    return undefined
  } catch (stop) {
    if (stop instanceof CliError) return stop
    throw stop
  }
}
