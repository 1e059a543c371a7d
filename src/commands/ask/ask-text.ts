import type { App } from '../../app/app.ts'
import { CliError } from '../../errors/cli-error.ts'

/** What a person types, trimmed; undefined when the input ends. The deadline stands still. @throws E_INTERRUPTED */
export async function askText(
  { halt, host, stages }: Pick<App, 'halt' | 'host' | 'stages'>,
  question: string,
): Promise<string | undefined> {
  const asking = new AbortController()
  stages.enter('answer')
  const resume = halt.pause()
  try {
    const answer = await halt.race(host.prompt.text(question, asking.signal))
    if (answer === 'interrupted') throw new CliError('E_INTERRUPTED')
    return answer === 'closed' ? undefined : answer.text.trim()
  } finally {
    asking.abort()
    resume()
  }
}
