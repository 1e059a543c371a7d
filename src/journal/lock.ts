import Type from 'typebox'
import Value from 'typebox/value'
import { CliError } from '../errors/cli-error.ts'
import { messageOf } from '../errors/message.ts'
import type { Clock, Files, Host, ProcessMark } from '../host/types.ts'

/** What locks ask of the world. */
export interface LockDeps {
  readonly files: Pick<Files, 'claim' | 'read' | 'remove'>
  readonly clock: Pick<Clock, 'after'>
  readonly processes: Host['processes']
  readonly random: Host['random']
}

/** How long a lock is waited for. */
export interface Patience {
  /** The work, or E_TIMEOUT or E_INTERRUPTED if that comes first. */
  race<T>(work: Promise<T>): Promise<T>
  /** Hears once of a wait. */
  waiting?(owner: Owner | undefined): void
}

/** Gives a lock back. What cannot be removed is recovered once this process has ended. */
export type Release = () => Promise<void>

const text = Type.Union([Type.String({ maxLength: 512 }), Type.Null()])
const ownerSchema = Type.Object({
  /** Another for each time a lock is taken. */
  token: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  pid: Type.Integer({ minimum: 1 }),
  start: text,
  boot: text,
  space: text,
  machine: Type.String({ maxLength: 512 }),
})

/** Who has a lock. */
export interface Owner extends ProcessMark {
  readonly token: string
}

/** Milliseconds between two looks at a lock of someone else. */
const PAUSE = 50

/**
 * Takes a lock, waiting for its owner as long as that one runs. A lock whose owner is gone is removed first, by one
 * process only: by the one that holds the lock named after the dead owner's token. As a token is used once and the dead
 * do not come back, nobody can remove the lock of an owner that took it in the meantime.
 * @throws E_JOURNAL_BUSY, E_JOURNAL_WRITE, E_INTERRUPTED, or what the file system says
 */
export async function acquire(deps: LockDeps, path: string, patience: Patience): Promise<Release> {
  const { files, processes } = deps
  const token = Buffer.from(deps.random(16)).toString('hex')
  const mark = `${JSON.stringify({ token, ...(await processes.self()) })}\n`
  let hasWaited = false
  while (!(await files.claim(path, new TextEncoder().encode(mark)))) {
    const found = await ownerOf(files, path)
    if (found === 'nobody') continue
    if (found !== 'unreadable' && (await processes.find(found)) === 'gone') {
      await removeDead(deps, path, found, patience)
      continue
    }
    const owner = found === 'unreadable' ? undefined : found
    if (!hasWaited) patience.waiting?.(owner)
    hasWaited = true
    await pause(deps, patience, busy(path, owner))
  }
  let released: Promise<void> | undefined
  return () => {
    released ??= remove(files, path, token).catch(() => undefined)
    return released
  }
}

/** More than a lock has. */
const LOCK_BYTES = 4096

/** Who has a lock; 'nobody' where there is none. @throws E_JOURNAL_WRITE where it is no file: nobody gives that back */
async function ownerOf(files: Pick<Files, 'read'>, path: string): Promise<Owner | 'nobody' | 'unreadable'> {
  const content = await files.read(path, LOCK_BYTES).catch(cause => {
    const problem = `its lock cannot be read: ${messageOf(cause)}`
    const hint = `Nothing was sent. If no taoctl is running, delete ${path}`
    throw new CliError('E_JOURNAL_WRITE', { path, problem }, { cause, hint })
  })
  if (!content) return 'nobody'
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(content))
    return Value.Check(ownerSchema, value) ? value : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** A lock as somebody who does not want it finds it. */
export interface FoundLock {
  readonly path: string
  /** Undefined where the file does not tell. */
  readonly owner: Owner | undefined
  /** 'unreadable', or what became of its process. */
  readonly how: 'running' | 'gone' | 'elsewhere' | 'unreadable'
}

/** All locks in a folder, those of who removes one included. Rejects with what the file system says. */
export async function listLocks(
  { files, processes }: Pick<Host, 'processes'> & { readonly files: Pick<Files, 'list' | 'read'> },
  folder: string,
): Promise<readonly FoundLock[]> {
  const names = (await files.list(folder)) ?? []
  const found: FoundLock[] = []
  for (const name of names.filter(each => LOCK_NAME.test(each))) {
    const path = `${folder}/${name}`
    const owner = await ownerOf(files, path).catch(() => 'unreadable' as const)
    if (owner === 'nobody') continue
    if (owner === 'unreadable') found.push({ path, owner: undefined, how: owner })
    else found.push({ path, owner, how: await processes.find(owner) })
  }
  return found
}

const LOCK_NAME = /\.lock(\.[0-9a-f]{32})*$/

async function removeDead(deps: LockDeps, path: string, { token }: Owner, patience: Patience): Promise<void> {
  const release = await acquire(deps, `${path}.${token}`, patience)
  try {
    await remove(deps.files, path, token)
  } finally {
    await release()
  }
}

/** Removes a lock, if it still is the one with that token. */
async function remove(files: Pick<Files, 'read' | 'remove'>, path: string, token: string): Promise<void> {
  const owner = await ownerOf(files, path)
  if (typeof owner === 'object' && owner.token === token) await files.remove(path)
}

async function pause({ clock }: LockDeps, { race }: Patience, tooLate: CliError): Promise<void> {
  let cancel = () => {}
  try {
    await race(
      new Promise<void>(resolve => {
        cancel = clock.after(PAUSE, resolve)
      }),
    )
  } catch (error) {
    throw error instanceof CliError && error.is('E_TIMEOUT') ? tooLate : error
  } finally {
    cancel()
  }
}

function busy(path: string, owner: Owner | undefined): CliError {
  const who =
    owner === undefined ? 'a process that cannot be told' : `process ${owner.pid} on ${owner.machine}`
  return new CliError('E_JOURNAL_BUSY', { path, who }, { retryable: owner !== undefined })
}
