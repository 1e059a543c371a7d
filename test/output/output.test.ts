import { describe, expect, test } from 'vitest'
import { CliError } from '../../src/errors/cli-error.ts'
import type { Face } from '../../src/output/face.ts'
import { createOutput, type OutputOptions } from '../../src/output/output.ts'
import { facts, table } from '../../src/output/table.ts'
import { isolate } from '../../src/output/text.ts'

const view: Face<string> = { schema: 'taoctl/test/v1', human: text => `<${text}>`, json: text => ({ text }) }

function outputWith(options: Partial<OutputOptions> & { tty?: boolean } = {}) {
  const written = { out: '', err: '' }
  const sink = (to: 'out' | 'err') => ({
    write(text: string) {
      written[to] += text
    },
  })
  const { tty = false, ...rest } = options
  const io = { out: sink('out'), err: sink('err'), outIsTty: tty, errIsTty: tty, canPrompt: tty, width: 80 }
  const output = createOutput(io, {
    json: false,
    quiet: false,
    verbose: false,
    color: true,
    events: false,
    ...rest,
  })
  return { output, written }
}

describe('for people', () => {
  test('the result alone goes to stdout, all else to stderr', () => {
    const { output, written } = outputWith()
    output.status('working')
    output.warn('W_SPEC', 'careful')
    output.show(view, 'plan')
    output.result(view, 'done')
    expect(written).toEqual({ out: '<done>\n', err: 'working\nWarning: careful\n\n<plan>\n\n' })
  })

  test('quiet leaves out steps, not warnings nor what is to be agreed to', () => {
    const { output, written } = outputWith({ quiet: true })
    output.status('working')
    output.warn('W_SPEC', 'careful')
    output.show(view, 'plan')
    expect(written.err).toBe('Warning: careful\n\n<plan>\n\n')
  })

  test('times are told only when asked for', () => {
    const [plain, verbose] = [outputWith(), outputWith({ verbose: true })]
    for (const { output } of [plain, verbose]) output.trace('12 ms')
    expect([plain.written.err, verbose.written.err]).toEqual(['', '12 ms\n'])
  })

  test('an error is one line that says what, one that says what to do', () => {
    const { output, written } = outputWith()
    output.fail(new CliError('E_NETWORK_UNKNOWN', { name: 'x\u001b[2Jy\nz' }))
    expect(written).toEqual({
      out: '',
      err: "Error: Unknown network 'x[2Jy z'.\nUse finney, test, archive, local, or a ws:// or wss:// URL.\n",
    })
  })

  test('the journal entry of an unknown outcome is named', () => {
    const { output, written } = outputWith()
    output.fail(new CliError('E_UNKNOWN_OUTCOME', { hash: '0x1', reason: 'x' }, { journal: 'abc' }))
    expect(written.err).toContain('Journal entry abc.')
  })

  test('a bug comes with its stack, which drives no terminal either', () => {
    const { output, written } = outputWith()
    output.fail(new CliError('E_BUG', { problem: 'evil \u001b]0;x\u0007\u202e' }))
    expect(written.err).toMatch(/\n\s+at /)
    expect(['\u001b', '\u0007', '\u202e'].filter(each => written.err.includes(each))).toEqual([])
  })

  test('what steps and warnings say drives no terminal', () => {
    const { output, written } = outputWith({ verbose: true })
    output.status('\u001b[2Ja')
    output.trace('\u009b1mb')
    output.warn('W_SPEC', '\u202ec')
    expect(written.err).toBe('[2Ja\n1mb\nWarning: c\n')
  })

  test('colour only on a terminal, and not when it is off', () => {
    const [terminal, off, pipe] = [
      outputWith({ tty: true }),
      outputWith({ tty: true, color: false }),
      outputWith(),
    ]
    for (const { output } of [terminal, off, pipe]) output.warn('W_SPEC', 'careful')
    expect(terminal.written.err).toContain('\u001b[')
    expect([off.written.err, pipe.written.err]).toEqual(['Warning: careful\n', 'Warning: careful\n'])
  })
})

describe('for scripts', () => {
  const json = () => outputWith({ json: true })

  test('the envelope: schema, ok, context, data, warnings; nothing else anywhere', () => {
    const { output, written } = json()
    output.status('working')
    output.show(view, 'plan')
    output.warn('W_SPEC', 'care\u001bful')
    output.result(view, 'done', { block: { number: 1, hash: '0x2' } })
    expect(written.err).toBe('')
    expect(written.out.endsWith('\n')).toBe(true)
    expect(JSON.parse(written.out)).toEqual({
      schema: 'taoctl/test/v1',
      ok: true,
      block: { number: 1, hash: '0x2' },
      data: { text: 'done' },
      warnings: [{ code: 'W_SPEC', message: 'careful' }],
    })
  })

  test('an error says all the contract names, even where there is nothing to say', () => {
    const { output, written } = json()
    output.fail(new CliError('E_DECLINED'))
    expect(JSON.parse(written.out)).toEqual({
      schema: 'taoctl/error/v1',
      ok: false,
      error: {
        code: 'E_DECLINED',
        docs: 'docs/errors.md#e_declined',
        exit: 3,
        message: 'Declined. Nothing was sent.',
        hint: null,
        retryable: false,
        sent: 'no',
        chain: null,
        journal: null,
        missing: [],
        replay: null,
      },
      data: null,
      warnings: [],
    })
    expect(written.err).toBe('')
  })

  test('what is known of the failure goes along', () => {
    const { output, written } = json()
    const chain = { pallet: 'Swap', name: 'ReservesTooLow', docs: 'x\u001by' }
    const warnings = [{ code: 'W_SPEC', message: 'careful' }] as const
    const more = { chain, journal: 'abc', data: { kind: 'finalized' }, warnings }
    output.fail(new CliError('E_DISPATCH', { name: 'Swap.ReservesTooLow', docs: '' }, more))
    output.fail(new CliError('E_MISSING_INPUT', { missing: ['--amount', '--yes'] }))
    const [failed, missing] = written.out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(failed).toMatchObject({
      error: { sent: 'yes', chain, journal: 'abc' },
      data: { kind: 'finalized' },
      warnings,
    })
    expect(missing.error).toMatchObject({ exit: 2, missing: ['--amount', '--yes'] })
    expect(written.out).not.toContain('\u001b')
  })
})

describe('tables', () => {
  const plain = { width: 80, paint: (_: string, text: string) => text }

  test('keep their columns, whatever the script of a name', () => {
    const rows = [
      ['1', isolate('apex'), '5'],
      ['45', isolate('פ gen42'), '21.5'],
      ['64', isolate('ش'), '7'],
    ]
    const columns = [
      { title: 'Net', align: 'right' as const },
      { title: isolate('Name') },
      { title: 'Stake', align: 'right' as const },
    ]
    const lines = table(columns, rows, plain).split('\n')
    const widths = lines.map(line => [...line.replace(/[\u2068\u2069]/g, '')].length)
    expect(lines).toHaveLength(4)
    expect(new Set(widths).size).toBe(1)
  })

  test('have no blanks at the end of a line, and may be empty', () => {
    expect(
      table(
        [{ title: 'A' }, { title: 'B' }],
        [
          ['long text', 'x'],
          ['y', ''],
        ],
        plain,
      ),
    ).not.toMatch(/ $/m)
    expect(table([{ title: 'A' }], [], plain)).toBe('A')
  })

  test('of facts leave out what has no value', () => {
    expect(
      facts(
        [
          ['One', '1'],
          ['Nothing', undefined],
          ['Three', '3'],
        ],
        plain,
      ),
    ).toBe('One    1\nThree  3')
    expect(facts([], plain)).toBe('')
  })
})
