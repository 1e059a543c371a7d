import type { CliError } from '../../errors/cli-error.ts'
import type { Face, Paint } from '../face.ts'
import { clean } from '../text.ts'
import { wrap } from '../wrap.ts'

/** One thing that was looked at. */
export interface Check {
  readonly name: string
  readonly status: 'ok' | 'warning' | 'problem' | 'skipped'
  readonly message: string
  /** What to do. */
  readonly hint: string | undefined
  /** The error a command would end with; problems have one. */
  readonly failure: CliError | undefined
}

export const doctorView: Face<readonly Check[]> = {
  schema: 'taoctl/doctor/v1',
  human(checks, { width, paint }) {
    const indent = ' '.repeat(INDENT)
    const lines = checks.flatMap(({ name, status, message, hint }) => {
      const [first = '', ...rest] = wrap(clean(message), Math.max(40, width - INDENT))
      const advice = hint === undefined ? [] : wrap(clean(hint), Math.max(40, width - INDENT))
      return [
        `${paint(colours[status], status.padEnd(8))} ${name.padEnd(NAME)} ${first}`,
        ...rest.map(line => `${indent}${line}`),
        ...advice.map(line => `${indent}${paint('dim', line)}`),
      ]
    })
    return [...lines, '', summary(checks)].join('\n')
  },
  json: checks => ({
    checks: checks.map(({ name, status, message, hint, failure }) => ({
      name,
      status,
      message: clean(message),
      hint: hint === undefined ? null : clean(hint),
      code: failure?.code ?? null,
      exit: failure?.exit ?? null,
    })),
  }),
}

const NAME = 12
const INDENT = 9 + NAME + 1
const colours: Readonly<Record<Check['status'], Parameters<Paint>[0]>> = {
  ok: 'good',
  warning: 'warn',
  problem: 'bad',
  skipped: 'dim',
}

function summary(checks: readonly Check[]): string {
  const count = (status: Check['status'], word: string) => {
    const n = checks.filter(check => check.status === status).length
    return `${n === 0 ? 'no' : n} ${word}${n === 1 ? '' : 's'}`
  }
  const text = `${count('problem', 'problem')}, ${count('warning', 'warning')}.`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
