import type { Chain } from '../../chain/chain.ts'
import { readHeader } from '../../chain/read/header.ts'
import type { BlockId } from '../../chain/reader.ts'
import { hashAnswer } from '../../chain/rpc/answer.ts'
import { CliError } from '../../errors/cli-error.ts'
import { type JournalEntry, knownBefore } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Desk } from '../desk.ts'

/** What tells whether a chain began again. */
type AsideDesk = Pick<Desk, 'chain' | 'journal' | 'halt' | 'output'>

/**
 * Sets entries aside whose development chain began again with the same genesis, and takes those back whose chain answers
 * again. Never one of another kind of chain: the genesis must bear the mark, and the node be on this machine. Never on
 * one answer alone: a block is missing where it is neither at its number nor known by its hash.
 * @throws E_ENDPOINT, E_CONNECT, E_TIMEOUT, what the journal fails with
 */
export async function setAside(desk: AsideDesk, concerns: (entry: JournalEntry) => boolean): Promise<void> {
  const { chain, journal, halt, output } = desk
  if (!chain.isDevelopment) return
  const { entries } = await journal.entries()
  const own = entries.filter(entry => entry.genesis === chain.genesis && concerns(entry))
  const blocks = openBlocks(chain.rpc)
  const judged = await halt.race(
    Promise.all(own.map(async entry => ({ entry, is: await findChain(blocks, entry) }))),
  )
  let count = 0
  for (const { entry, is } of judged) {
    if (is === 'here' && entry.state === 'abandoned') await takeBack(journal, entry)
    if (is !== 'gone' || entry.state === 'abandoned' || !chain.network.isLoopback) continue
    const reason = `its chain began again: block ${telling(entry)?.number} is not on the one that answers`
    await journal.update(entry, 'abandoned', { reason })
    count += 1
  }
  if (count > 0) output.warn('W_CHAIN_RESTARTED', restartText(count))
}

/**
 * An entry as it stands once it is known whether its chain began again since.
 * @throws E_CHAIN_RESTARTED where it did, and as `setAside`
 */
export async function requireSameStart(
  desk: AsideDesk,
  { entry: name }: JournalEntry,
): Promise<JournalEntry> {
  await setAside(desk, ({ entry }) => entry === name)
  const entry = await desk.journal.find(name)
  if (entry.state !== 'abandoned') return entry
  const block = telling(entry)?.number ?? entry.firstBlock.number
  throw new CliError('E_CHAIN_RESTARTED', { entry: name, block }, { journal: name })
}

function restartText(count: number): string {
  const [entries, are] = count === 1 ? ['1 entry', 'is'] : [`${count} entries`, 'are']
  return `The development chain began again: ${entries} of the journal with blocks it does not have ${are} set aside.`
}

/** Notes again what was known of an entry before it was set aside. */
async function takeBack(journal: Journal, entry: JournalEntry): Promise<void> {
  const { state, detail } = knownBefore(entry)
  if (state !== 'signed') return journal.update(entry, state, detail)
  await journal.update(entry, 'unknown', { reason: 'its chain answers again' })
}

type Blocks = ReturnType<typeof openBlocks>

/** Whether the chain that answers has the blocks of an entry; undefined where nothing tells. */
async function findChain(blocks: Blocks, entry: JournalEntry): Promise<'here' | 'gone' | undefined> {
  const { state } = knownBefore(entry)
  const [place, birth] = [placeOf(entry), birthOf(entry)]
  // What is final stays, so that its block alone decides.
  if (place && state === 'finalized') return (await blocks.isMissing(place)) ? 'gone' : 'here'
  // A signature holds on no branch that lacks the block it was born at.
  if (birth && (await blocks.isMissing(birth))) return 'gone'
  // A block that was not final may be retracted; but no chain becomes shorter.
  if (place && (await blocks.isMissing(place))) return (await blocks.at(place.number)) ? undefined : 'gone'
  return place || birth ? 'here' : undefined
}

/** The block whose absence tells, where one is absent. */
const telling = (entry: JournalEntry) => placeOf(entry) ?? birthOf(entry)

/** The block an entry is in, as far as it was seen in one. */
function placeOf(entry: JournalEntry): BlockId | undefined {
  const { state, detail } = knownBefore(entry)
  const { blockNumber: number, blockHash } = detail
  if (state !== 'finalized' && state !== 'included') return undefined
  return number === undefined || blockHash === undefined
    ? undefined
    : { number, hash: blockHash as BlockId['hash'] }
}

/** The block an entry counts from, where it is not the genesis, which every start has. */
function birthOf({ firstBlock: { number, hash } }: JournalEntry): BlockId | undefined {
  return number === 0 || hash === null ? undefined : { number, hash }
}

/** Blocks of the chain that answers, each number asked for once. */
function openBlocks(rpc: Pick<Chain['rpc'], 'request'>) {
  const asked = new Map<number, Promise<BlockId['hash'] | undefined>>()
  const at = (number: number) => {
    const known = asked.get(number) ?? hashAt(number)
    asked.set(number, known)
    return known
  }
  const hashAt = async (number: number) => {
    const answer = await rpc.request('chain_getBlockHash', [number])
    return answer === null ? undefined : hashAnswer('a block hash', answer)
  }
  const isKnown = async (hash: BlockId['hash']) => {
    const answer = await rpc.request('chain_getHeader', [hash])
    return answer !== null && readHeader(answer).hash === hash
  }
  return {
    /** Hash of the block of a number; undefined where the best chain is not as long. */
    at,
    /** Whether a block is neither at its number nor, on another branch, known by its hash. */
    isMissing: async ({ number, hash }: BlockId) => (await at(number)) !== hash && !(await isKnown(hash)),
  }
}
