import type { Command } from 'commander'
import type { App } from '../app/app.ts'

/** Opens the App of the run, does the work, closes it. `exitWith` names another exit code than 0 for work that ended well. Tests put their own in place. */
export type Start = (
  command: Command,
  work: (app: App, exitWith: (code: number) => void) => Promise<void>,
  limits?: Limits,
) => Promise<void>

/**
 * `endless`: no deadline, for commands that run until a signal. `tolerant`: settings that cannot be used do not stop the
 * command.
 */
type Limits = { readonly endless?: boolean; readonly tolerant?: boolean }
