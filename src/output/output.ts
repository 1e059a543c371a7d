import type { CliError, Warning } from '../errors/cli-error.ts'
import type { WarningCode } from '../errors/warnings.ts'
import type { Io } from '../host/types.ts'
import { paintWith } from './paint.ts'
import { clean, cleanLine, jsonLine } from './text.ts'
import type { Style, View } from './view.ts'

/** Which chain and block a result speaks of. */
export interface Context {
  readonly network?: {
    readonly name: string
    readonly endpoint: string
    readonly genesisHash: string
    readonly specVersion: number
  }
  readonly block?: { readonly number: number; readonly hash: string }
}

export interface OutputOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly color: boolean
}

/** The only writer. stdout is the result and nothing else; all the rest goes to stderr. */
export interface Output {
  /** Warnings given so far. */
  readonly warnings: readonly Warning[]
  /** The result of the command: once, or once per line in watch modes. */
  result<R>(view: View<R>, report: R, context?: Context): void
  /** Something a person must see before answering; nothing under --json. */
  show<R>(view: View<R>, report: R): void
  /** A step of the work, on stderr. */
  status(text: string): void
  /** Where time went; only with -v. */
  trace(text: string): void
  /** A warning: on stderr at once, and in the JSON envelope. */
  warn(code: WarningCode, message: string): void
  /** The failure of the command. */
  fail(error: CliError): void
}

export function createOutput(io: Io, options: OutputOptions): Output {
  const warnings: Warning[] = []
  const errPaint = paintWith(options.color && io.errIsTty)
  const style: Style = { width: io.width, paint: paintWith(options.color && io.outIsTty) }
  const note = (text: string) => io.err.write(`${text}\n`)
  return {
    warnings,
    result(view, report, context = {}) {
      if (!options.json) return io.out.write(`${view.human(report, style)}\n`)
      io.out.write(
        `${jsonLine({ schema: view.schema, ok: true, ...context, data: view.json(report), warnings })}\n`,
      )
    },
    show(view, report) {
      if (!options.json) note(`\n${view.human(report, { width: io.width, paint: errPaint })}\n`)
    },
    status(text) {
      if (!options.json && !options.quiet) note(errPaint('dim', cleanLine(text)))
    },
    trace(text) {
      if (options.verbose) note(errPaint('dim', cleanLine(text)))
    },
    warn(code, message) {
      warnings.push({ code, message: clean(message) })
      if (!options.json) note(`${errPaint('warn', 'Warning:')} ${cleanLine(message)}`)
    },
    fail(error) {
      if (options.json)
        io.out.write(
          `${jsonLine({ ...failure(error), data: error.details.data ?? null, warnings: error.details.warnings ?? [] })}\n`,
        )
      else note(failureText(error, text => errPaint('bad', text)))
    },
  }
}

function failureText(error: CliError, paint: (text: string) => string): string {
  const lines = [`${paint('Error:')} ${cleanLine(error.message)}`]
  const { journal } = error.details
  const next = [error.hint, journal && `Journal entry ${journal}.`].filter(text => text !== undefined)
  if (next.length > 0) lines.push(cleanLine(next.join(' ')))
  if (error.exit === 1 && error.stack !== undefined) lines.push(...error.stack.split('\n').map(cleanLine))
  return lines.join('\n')
}

function failure(error: CliError) {
  const { chain, journal, replay } = error.details
  return {
    schema: 'taoctl/error/v1',
    ok: false,
    error: {
      code: error.code,
      exit: error.exit,
      message: clean(error.message),
      hint: error.hint === undefined ? null : clean(error.hint),
      retryable: error.retryable,
      sent: error.sent,
      chain: chain ?? null,
      journal: journal ?? null,
      missing: error.is('E_MISSING_INPUT') ? error.context.missing : [],
      replay: replay === undefined ? null : clean(replay),
    },
  }
}
