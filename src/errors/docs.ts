import type { ErrorCode } from './codes.ts'
import type { WarningCode } from './warnings.ts'

/** Anchor of a code on the page that lists them. */
export const anchorOf = (code: ErrorCode | WarningCode): string => code.toLowerCase()

/** Where the documentation tells of a code. */
export const docsOf = (code: ErrorCode | WarningCode): string => `docs/errors.md#${anchorOf(code)}`
