import type { App } from '../../app/app.ts'
import { journalFolder } from '../../config/paths.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Commands } from '../../errors/next-command.ts'
import { type FoundLock, listLocks } from '../../journal/lock.ts'
import { journalPath } from '../../journal/paths.ts'
import { damageText, type Journaled, readJournal } from '../../journal/read.ts'
import { requireKnownFormat } from '../../journal/write.ts'
import type { Check } from '../../output/faces/doctor.ts'
import { ok, outcome, problem, warning } from './check.ts'

/** The journal, without which nothing is sent: whether it can be used, and what in it waits for somebody. */
export async function checkJournal({
  host,
  commands,
}: Pick<App, 'host' | 'commands'>): Promise<readonly Check[]> {
  const folder = await outcome(Promise.resolve().then(() => journalFolder(host.env, host.home)))
  if (folder instanceof CliError) return [failed(folder)]
  const path = journalPath(folder)
  const { files } = host
  if (!(await files.isWritable(path)))
    return [failed(new CliError('E_JOURNAL_WRITE', { path, problem: 'no permission to write' }))]
  const journaled = await outcome(readJournal(files, path))
  if (journaled instanceof CliError) return [failed(journaled)]
  const newer = await outcome(requireKnownFormat(files, path))
  const found = [
    ...(newer instanceof CliError ? [failed(newer)] : []),
    ...(await checkAccess(host, folder)),
    ...checkLines(commands, path, journaled),
    ...(await checkLocks(host, folder)),
  ]
  if (found.length > 0) return found
  const count = journaled.entries.length
  return [
    ok(
      'journal',
      count === 0 ? `Will be kept in ${folder}.` : `${entriesOf(count)} in ${folder}, none open.`,
    ),
  ]
}

const failed = (error: CliError) => problem('journal', error)

async function checkAccess({ files }: App['host'], folder: string): Promise<readonly Check[]> {
  const info = await files.info(folder).catch(() => undefined)
  if (!info || (info.mode & 0o077) === 0) return []
  const message = `Others on this machine can look into ${folder}.`
  return [warning('journal', message, `Close it with: chmod 700 ${folder}`)]
}

function checkLines(commands: Commands, path: string, { entries, damage }: Journaled): readonly Check[] {
  const damaged = damage.filter(({ kind }) => kind !== 'newer')
  const open = entries.filter(({ isOpen }) => isOpen).length
  return [
    ...(damaged.length === 0
      ? []
      : [
          warning(
            'journal',
            damageText(path, damaged),
            'What is torn at its end, the next trade puts aside. Compare what is missing with the chain.',
          ),
        ]),
    ...(open === 0
      ? []
      : [
          warning(
            'journal',
            `${entriesOf(open)} open: what was signed may still change the chain.`,
            commands.tell({ text: 'See them with', run: ['journal', 'list', '--open'] }),
          ),
        ]),
  ]
}

const entriesOf = (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`

async function checkLocks(host: App['host'], folder: string): Promise<readonly Check[]> {
  const locks = await listLocks(host, folder).catch((error: Error) => error)
  if (locks instanceof Error) {
    return [warning('journal', `Its locks cannot be looked at: ${locks.message}`, undefined)]
  }
  return locks.flatMap(lock => checkLock(lock) ?? [])
}

/** Undefined where a running process has it. */
function checkLock({ path, owner, how }: FoundLock): Check | undefined {
  const who = owner ? `process ${owner.pid} on ${owner.machine}` : 'a process that cannot be told'
  switch (how) {
    case 'running':
      return undefined
    case 'gone':
      return warning(
        'journal',
        `The lock ${path} was left by ${who}, which has ended.`,
        'Whichever command needs it next removes it by itself.',
      )
    case 'elsewhere':
      return warning(
        'journal',
        `The lock ${path} is that of ${who}, which cannot be seen from here.`,
        'If that process has ended, delete the file; commands that need it wait for it.',
      )
    case 'unreadable':
      return warning(
        'journal',
        `The lock ${path} is that of ${who}.`,
        'If no taoctl is running, delete the file; commands that need it wait for it.',
      )
  }
}
