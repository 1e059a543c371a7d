import type { NextCommand } from './next-command.ts'

/** Process exit codes; docs/exit-codes.md explains each. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 130

export interface Definition<C> {
  readonly exit: Exclude<ExitCode, 0>
  /** What failed, with the values. One or two short sentences. */
  readonly message: (context: C) => string
  /** What to do. */
  readonly hint?: (context: C) => string | NextCommand
}

/** One error: its exit code, its message, and what to do about it. */
export function define<C>(
  exit: Definition<C>['exit'],
  message: (context: C) => string,
  hint?: (context: C) => string | NextCommand,
): Definition<C> {
  return hint ? { exit, message, hint } : { exit, message }
}

/** A hint that is a command to run. */
export const next = (text: string, ...run: readonly string[]): NextCommand => ({ text, run })

export const list = (items: readonly string[]) => items.join(', ')

/** 'a, b and c'. */
export const listAnd = (items: readonly string[]) => items.join(', ').replace(/, ([^,]*)$/, ' and $1')
