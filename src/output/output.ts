import type { CliError, Warning } from '../errors/cli-error.ts'
import { docsOf } from '../errors/docs.ts'
import { withShownUrls } from '../errors/url.ts'
import type { WarningCode } from '../errors/warnings.ts'
import type { Clock, Io } from '../host/types.ts'
import type { Face, Style } from './face.ts'
import { createFrame } from './frame.ts'
import { startLiveLine } from './live-line.ts'
import { paintWith } from './paint.ts'
import { describeStep, type ProgressStep, RUNNING } from './progress.ts'
import type { Stage } from './stages.ts'
import { clean, cleanLine, jsonLine } from './text.ts'

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
  /** Whether what goes to stderr is one JSON event a line. */
  readonly events: boolean
}

/** The only writer. stdout is the result and nothing else; all the rest goes to stderr. */
export interface Output {
  /** Warnings given so far. */
  readonly warnings: readonly Warning[]
  /** The result of the command: once, or once per line in watch modes. */
  result<R>(view: Face<R>, report: R, context?: Context): void
  /** A result in place of the one before, on a terminal; elsewhere and under --json one after the other. */
  frame<R>(view: Face<R>, report: R, context?: Context): void
  /** Something a person must see before answering; nothing under --json. */
  show<R>(view: Face<R>, report: R): void
  /** What a person who is being asked must see, in every mode, as the question itself is. */
  aside(draw: (style: Style) => string): void
  /** Something worth knowing about the work, on stderr. */
  status(text: string): void
  /** What the work is at from here on; people are told once it takes longer than a moment. */
  enter(stage: Stage): void
  /** What became of what was sent. */
  step(step: ProgressStep): void
  /** Where time went; only with -v. */
  trace(text: string): void
  /** A warning: on stderr at once, and in the JSON envelope. */
  warn(code: WarningCode, message: string): void
  /** The failure of the command. */
  fail(error: CliError): void
  /** Ends what is still being shown. */
  close(): void
}

/** `clock`: for what is shown while it lasts; without one nothing is. */
export function createOutput(io: Io, options: OutputOptions, clock?: Clock): Output {
  const warnings: Warning[] = []
  const errPaint = paintWith(options.color && io.errIsTty)
  const style: Style = { width: io.width, paint: paintWith(options.color && io.outIsTty) }
  const { json, quiet, events } = options
  const isTold = !quiet && !json
  const live = clock && isTold && !events ? startLiveLine(io, clock) : undefined
  const note = (text: string) => {
    live?.clear()
    io.err.write(`${text}\n`)
  }
  const event = (name: string, fields: Readonly<Record<string, unknown>>) =>
    note(jsonLine({ event: name, ...fields }))
  const draw = createFrame(io)
  const result: Output['result'] = (view, report, context = {}) => {
    live?.stop()
    if (!json) return io.out.write(`${view.human(report, style)}\n`)
    io.out.write(
      `${jsonLine({ schema: view.schema, ok: true, ...context, data: view.json(report), warnings })}\n`,
    )
  }
  return {
    warnings,
    result,
    frame(view, report, context) {
      live?.stop()
      if (json || !io.outIsTty) return result(view, report, context)
      draw(view.human(report, style))
    },
    show(view, report) {
      if (json) return
      if (events && !io.canPrompt) event('report', { schema: view.schema, data: view.json(report) })
      else note(`\n${view.human(report, { width: io.width, paint: errPaint })}\n`)
    },
    aside: draw => note(draw({ width: io.width, paint: errPaint })),
    status(text) {
      if (events && !quiet) event('note', { message: clean(text) })
      else if (isTold) note(errPaint('dim', cleanLine(text)))
    },
    enter(stage) {
      if (events && !quiet) event('stage', { stage, elapsed: Math.round(clock?.monotonic() ?? 0) })
      live?.enter(RUNNING[stage])
    },
    step(step) {
      if (events && !quiet) note(jsonLine(step))
      else if (isTold) note(errPaint('dim', describeStep(step)))
    },
    trace(text) {
      if (options.verbose && events) event('trace', { message: clean(text) })
      else if (options.verbose) note(errPaint('dim', cleanLine(text)))
    },
    warn(code, message) {
      warnings.push({ code, message: clean(message) })
      if (events) event('warning', { code, message: clean(message) })
      else if (!json) note(`${errPaint('warn', 'Warning:')} ${cleanLine(message)}`)
    },
    fail(error) {
      live?.stop()
      if (json)
        io.out.write(
          `${jsonLine({ ...failure(error), data: error.details.data ?? null, warnings: error.details.warnings ?? [] })}\n`,
        )
      else if (events) event('error', failure(error).error)
      else note(failureText(error, text => errPaint('bad', text), options.verbose))
    },
    close: () => live?.close(),
  }
}

function failureText(error: CliError, paint: (text: string) => string, verbose: boolean): string {
  const lines = [`${paint('Error:')} ${cleanLine(error.message)}`]
  const { journal } = error.details
  // A command to run stands last, so that it can be copied to the end of the line.
  const next = [journal && `Journal entry ${journal}.`, error.hint].filter(text => text !== undefined)
  if (next.length > 0) lines.push(cleanLine(next.join(' ')))
  if (error.exit === 1 && error.stack !== undefined) lines.push(...error.stack.split('\n').map(cleanLine))
  if (verbose) lines.push(`${error.code}: ${docsOf(error.code)}`, ...causesOf(error))
  return lines.join('\n')
}

/** What led to an error, as stacks, the nearest first. */
function causesOf(error: Error): readonly string[] {
  const { cause } = error
  if (cause === undefined) return []
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  const lines = `Caused by: ${withShownUrls(text)}`.split('\n').map(cleanLine)
  return cause instanceof Error ? [...lines, ...causesOf(cause)] : lines
}

function failure(error: CliError) {
  const { chain, journal, replay } = error.details
  return {
    schema: 'taoctl/error/v1',
    ok: false,
    error: {
      code: error.code,
      docs: docsOf(error.code),
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
