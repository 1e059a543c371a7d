import { type ErrorCode, type ErrorContext, type ExitCode, errors } from './codes.ts'
import { type Commands, type NextCommand, plainCommands } from './next-command.ts'
import type { WarningCode } from './warnings.ts'

/** Whether a transaction left this machine. */
export type SentState = 'no' | 'yes' | 'unknown'

/** A dispatch error as the chain names it. */
export interface ChainError {
  readonly pallet: string
  readonly name: string
  readonly docs: string
}

/** Something a user should know beside the result. */
export interface Warning {
  readonly code: WarningCode
  readonly message: string
}

export interface ErrorDetails {
  readonly cause?: unknown
  readonly sent?: SentState
  /** True only if running the same command again cannot execute twice and the cause may pass by itself. */
  readonly retryable?: boolean
  readonly chain?: ChainError
  /** Journal entry id. */
  readonly journal?: string
  /** Instead of the hint of the table. */
  readonly hint?: string | NextCommand
  /** How its next command is written; as the documentation has it if left out. */
  readonly commands?: Commands
  /** The command as it was given, with places for all that is missing. */
  readonly replay?: string
  /** Warnings given before it. */
  readonly warnings?: readonly Warning[]
  /** As much of the command's report as there was, ready for JSON. */
  readonly data?: unknown
}

/** An error for the user: a code of the table, its context, and what became of a transaction. */
export class CliError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'CliError'
  readonly code: C
  readonly context: ErrorContext<C>
  readonly details: ErrorDetails

  constructor(code: C, ...[context, details = {}]: Arguments<C>) {
    super(
      messageOf(code, context as ErrorContext<C>),
      'cause' in details ? { cause: details.cause } : undefined,
    )
    this.code = code
    this.context = context as ErrorContext<C>
    this.details = details
  }

  /** Narrows to one code, and so to its context. */
  is<K extends ErrorCode>(code: K): this is CliError<K> {
    return (this.code as ErrorCode) === code
  }

  /** The same error with more known about it. */
  with(details: ErrorDetails): CliError<C> {
    const more = new CliError(this.code, ...([this.context, { ...this.details, ...details }] as Arguments<C>))
    if (this.stack !== undefined) more.stack = this.stack
    return more
  }

  get exit(): ExitCode {
    return errors[this.code].exit
  }

  get hint(): string | undefined {
    const { hint, replay, commands = plainCommands } = this.details
    if (replay !== undefined) return `Run it as: ${replay}`
    const next = hint ?? lookUp(this.code).hint?.(this.context)
    return typeof next === 'object' ? commands.tell(next) : next
  }

  /** Whether the same command may be run again: it cannot execute twice, and the cause may pass by itself. */
  get retryable(): boolean {
    return this.details.retryable ?? (this.exit === 6 && this.sent === 'no')
  }

  get sent(): SentState {
    return this.details.sent ?? defaultSent[this.exit] ?? 'no'
  }
}

type Arguments<C extends ErrorCode> =
  undefined extends ErrorContext<C>
    ? [context?: undefined, details?: ErrorDetails]
    : [context: ErrorContext<C>, details?: ErrorDetails]

const defaultSent: Partial<Record<ExitCode, SentState>> = { 5: 'yes', 7: 'yes', 8: 'unknown', 9: 'yes' }

// The table keeps code and context together; a lookup by a generic code loses that link.
const lookUp = (code: ErrorCode) =>
  errors[code] as { message: (context: unknown) => string; hint?: (context: unknown) => string | NextCommand }

const messageOf = <C extends ErrorCode>(code: C, context: ErrorContext<C>) => lookUp(code).message(context)
