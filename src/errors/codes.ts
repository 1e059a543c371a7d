import { bugs } from './bugs.ts'
import { outcome } from './outcome.ts'
import { refused } from './refused.ts'
import { refusedEarlier } from './refused-earlier.ts'
import { usage } from './usage.ts'
import { wallet } from './wallet.ts'

export type { ExitCode } from './define.ts'

/** Every error a user can meet. Codes are public API: append, never rename. */
export const errors = { ...bugs, ...usage, ...refused, ...refusedEarlier, ...wallet, ...outcome } as const

export type ErrorCode = keyof typeof errors
export type ErrorContext<C extends ErrorCode> = Parameters<(typeof errors)[C]['message']>[0]
