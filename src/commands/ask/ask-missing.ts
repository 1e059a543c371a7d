import type { Command } from 'commander'
import type { App } from '../../app/app.ts'
import type { CliError } from '../../errors/cli-error.ts'
import { shellLine } from '../../errors/next-command.ts'
import { wordsWithoutKeys } from '../../errors/url.ts'
import { cleanLine } from '../../output/text.ts'
import { allOptions, withWords } from '../grammar/replay.ts'
import { oneHotkey } from '../inputs/hotkey.ts'
import { type Askable, askables } from './askable.ts'
import { createAsker } from './asker.ts'
import {
  type Answers,
  type AskDesk,
  askAccount,
  askAmount,
  askHotkey,
  askPosition,
  askSubnet,
  askWallet,
} from './questions.ts'
import { openReads } from './reads.ts'

const WALLET = '--wallet'

/**
 * The arguments of a command with what was missing, asked of the person at the terminal. A wallet is asked for alone:
 * the rest depends on it, and is missing again. Tells the completed command.
 * @throws the error itself where something of it cannot be asked for or no answer comes, E_INTERRUPTED
 */
export async function askMissing(
  app: App,
  command: Command,
  error: CliError<'E_MISSING_INPUT'>,
): Promise<readonly string[]> {
  const { missing } = error.context
  const known = askables[wordsOf(command)] ?? []
  const askable: readonly string[] = [WALLET, ...known.flatMap(({ options }) => options)]
  if (!missing.every(option => askable.includes(option))) throw error
  const desk = { app, asker: createAsker(app, error), reads: openReads(app) }
  const isAboutWallet = missing.includes(WALLET)
  const answers = isAboutWallet
    ? await askWallet(desk)
    : await askEach(
        known.filter(({ options }) => options.some(option => missing.includes(option))),
        {
          ...desk,
          given: givenTo(app, command),
        },
      )
  const argv = withWords(app.host.argv, wordsFor(missing, answers))
  if (!isAboutWallet || missing.length === 1) {
    const line = cleanLine(shellLine(wordsWithoutKeys(argv)))
    app.output.aside(({ paint }) => `\n${paint('dim', 'The same without these questions:')}\n${line}\n`)
  }
  return argv
}

async function askEach(asked: readonly Askable[], desk: AskDesk): Promise<Answers> {
  let { given } = desk
  for (const input of asked) given = { ...given, ...(await ask(input, { ...desk, given })) }
  return given
}

function ask(input: Askable, desk: AskDesk): Promise<Answers> {
  switch (input.kind) {
    case 'position':
      return askPosition(desk, input.options)
    case 'subnet':
      return askSubnet(desk, input.options)
    case 'hotkey':
      return askHotkey(desk, input.options)
    case 'account':
      return askAccount(desk, input.options)
    case 'amount':
      return askAmount(desk, input.of)
  }
}

/** What the options of a command were given; of the repeatable ones, the hotkey where there is one. */
function givenTo(app: App, command: Command): Answers {
  const values = command.optsWithGlobals()
  const given = allOptions(command).map(option => [option.long, values[option.attributeName()]])
  const texts: Answers = Object.fromEntries(given.filter(([, value]) => typeof value === 'string'))
  const hotkey = oneHotkey(app)
  return { '--origin-hotkey': hotkey, ...texts, '--hotkey': hotkey }
}

function wordsFor(missing: readonly string[], answers: Answers): readonly string[] {
  return missing.flatMap(option => {
    const answer = answers[option]
    if (answer === undefined) return []
    return option === '--amount' && answer === 'all' ? ['--all'] : [option, answer]
  })
}

function wordsOf(command: Command): string {
  const parent = command.parent?.parent ? [wordsOf(command.parent)] : []
  return [...parent, command.name()].join(' ')
}
