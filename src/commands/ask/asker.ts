import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'
import type { Style } from '../../output/face.ts'
import { cleanLine } from '../../output/text.ts'
import { askText } from './ask-text.ts'
import { type Choice, pick } from './pick.ts'

/** Answers of no use until the command ends as if nobody had been there. */
const TRIES = 10
/** Choices listed at once. */
const SHOWN = 20

export interface Menu<T> {
  readonly question: string
  readonly choices: readonly Choice<T>[]
  /** The choices as a table. */
  draw(choices: readonly Choice<T>[], style: Style): string
  /** What is typed in place of a choice. @throws the reason against it */
  readonly other?: (typed: string) => Promise<T>
}

/** Asks the person at the terminal. Throws E_INTERRUPTED on Ctrl-C, and what was missing where no answer comes. */
export interface Asker {
  /** Asks until the text can be read; a reason against it is told. */
  text<T>(question: string, read: (typed: string) => T | Promise<T>): Promise<T>
  choose<T>(menu: Menu<T>): Promise<T>
}

export function createAsker(app: App, missing: CliError<'E_MISSING_INPUT'>): Asker {
  const tell = (draw: (style: Style) => string) => app.output.aside(draw)
  const until = async <T>(question: string, read: (typed: string) => Promise<T | undefined>) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const typed = await askText(app, `${question}: `)
      if (typed === undefined) break
      try {
        const answer = await read(typed)
        if (answer !== undefined) return answer
      } catch (error) {
        const isTheirs = error instanceof CliError && [2, 3, 4].includes(error.exit)
        if (!isTheirs) throw error
        tell(() => cleanLine(error.message))
      }
    }
    throw missing
  }
  return {
    text: (question, read) => until(question, async typed => (typed === '' ? undefined : read(typed))),
    async choose({ question, choices, draw, other }) {
      const list = (shown: typeof choices) =>
        tell(style => listText(shown.length, draw(shown.slice(0, SHOWN), style)))
      list(choices)
      return until(question, async typed => {
        const picked = pick(choices, typed)
        if (picked.kind === 'one') return picked.value
        if (picked.kind === 'some') return void list(picked.choices)
        if (other && typed !== '') return other(typed)
        tell(() => cleanLine(`Nothing here matches '${typed.slice(0, 80)}'.`))
        return undefined
      })
    },
  }
}

function listText(count: number, table: string): string {
  const rest = count > SHOWN ? `\n… and ${count - SHOWN} more: type letters to narrow down` : ''
  return `\n${table}${rest}\n`
}
