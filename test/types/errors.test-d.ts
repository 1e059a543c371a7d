import { expectTypeOf, test } from 'vitest'
import { CliError } from '../../src/errors/cli-error.ts'
import type { ErrorCode, ErrorContext, ExitCode } from '../../src/errors/codes.ts'
import type { Output } from '../../src/output/output.ts'

test('a code and its context belong together', () => {
  expectTypeOf(new CliError('E_BUG', { problem: 'x' }).context).toEqualTypeOf<{ problem: string }>()
  expectTypeOf<ErrorContext<'E_EXPIRED'>>().toEqualTypeOf<{ hash: string; block: number }>()
  expectTypeOf(new CliError('E_DECLINED').exit).toEqualTypeOf<ExitCode>()
  new CliError('E_DECLINED', undefined, { sent: 'no' })
  const any: CliError = new CliError('E_DECLINED')
  if (any.is('E_EXPIRED')) expectTypeOf(any.context.block).toEqualTypeOf<number>()

  // @ts-expect-error no such code
  new CliError('E_NOPE', { problem: 'x' })
  // @ts-expect-error the context is required
  new CliError('E_BUG')
  // @ts-expect-error the context of another code
  new CliError('E_BUG', { text: 'x' })
  // @ts-expect-error half a context
  new CliError('E_EXPIRED', { hash: '0x' })
  // @ts-expect-error a number where text belongs
  new CliError('E_BUG', { problem: 1 })
  // @ts-expect-error the code has no context
  new CliError('E_DECLINED', { problem: 'x' })
  // @ts-expect-error three things can have become of a transaction
  new CliError('E_BUG', { problem: 'x' }, { sent: 'maybe' })
  // @ts-expect-error the code is read-only
  any.code = 'E_BUG'
  // @ts-expect-error any text is no code
  const code: ErrorCode = 'E_SOMETHING'
  // @ts-expect-error no such exit code
  const exit: ExitCode = 42
  return [code, exit]
})

test('a warning has a code of the table', () => {
  const warn: Output['warn'] = () => undefined
  warn('W_SPEC', 'x')
  // @ts-expect-error no such warning
  warn('W_SOMETHING', 'x')
})
