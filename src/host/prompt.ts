import { createInterface } from 'node:readline'
import type { Prompt } from './types.ts'

/** Questions on a terminal. Anything but y or yes is a no. */
export function nodePrompt(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Prompt {
  return {
    confirm: (question, givenUp) =>
      new Promise(resolve => {
        const lines = createInterface({ input, output })
        const answer = (result: Awaited<ReturnType<Prompt['confirm']>>) => {
          resolve(result)
          lines.close()
        }
        lines.on('SIGINT', () => {
          output.write('\n')
          answer('interrupted')
        })
        lines.on('close', () => resolve('closed'))
        givenUp.addEventListener('abort', () => lines.close(), { once: true })
        lines.question(`${question} [y/N] `, text => answer(/^y(es)?$/i.test(text.trim()) ? 'yes' : 'no'))
      }),
  }
}
