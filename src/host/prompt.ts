import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Prompt, TextAnswer } from './types.ts'

/** Questions on a terminal. Anything but y or yes is a no; secrets are not shown. */
export function nodePrompt(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Prompt {
  const text: Prompt['text'] = (question, givenUp) =>
    new Promise(resolve => {
      const lines = createInterface({ input, output })
      let isAnswered = false
      const answer = (result: TextAnswer) => {
        isAnswered = true
        resolve(result)
        lines.close()
      }
      lines.on('SIGINT', () => {
        output.write('\n')
        answer('interrupted')
      })
      lines.on('close', () => {
        if (!isAnswered) output.write('\n')
        resolve('closed')
      })
      givenUp.addEventListener('abort', () => lines.close(), { once: true })
      lines.question(question, typed => answer({ text: typed }))
    })
  return {
    text,
    async confirm(question, givenUp) {
      const answer = await text(`${question} [y/N] `, givenUp)
      if (typeof answer === 'string') return answer
      return /^y(es)?$/i.test(answer.text.trim()) ? 'yes' : 'no'
    },
    secret: (question, givenUp) =>
      new Promise(resolve => {
        // Readline echoes what is typed to its output; this one goes nowhere.
        const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
        const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 })
        const answer = (result: Awaited<ReturnType<Prompt['secret']>>) => {
          resolve(result)
          lines.close()
        }
        lines.on('SIGINT', () => answer('interrupted'))
        lines.on('close', () => {
          resolve('closed')
          output.write('\n')
        })
        givenUp.addEventListener('abort', () => lines.close(), { once: true })
        output.write(question)
        lines.once('line', text => answer({ text }))
      }),
  }
}
