import { expect } from 'vitest'
import { type Envelope, type Home, oneDocument, type Ran } from './binary.ts'

export interface Expected {
  readonly code: string
  readonly exit: number
  /** What the message must say. */
  readonly says?: string | RegExp
  /** Whether bytes left this machine; 'no' if left out. */
  readonly sent?: 'no' | 'yes'
}

/**
 * Runs a command that must be refused before anything was sent: the binary as scripts do, with --json, and the same
 * sources as people do.
 */
export async function expectRefused(
  home: Home,
  args: readonly string[],
  expected: Expected,
): Promise<Envelope> {
  const [human, script] = await Promise.all([home.main(...args), home.run(...args, '--json')])
  expectErrorText(human, expected)
  const document = expectErrorDocument(script, expected)
  expect(document.error.sent).toBe(expected.sent ?? 'no')
  return document
}

/** stdout empty; on stderr one line that says what, and at most one that says what to do. */
export function expectErrorText({ code, stdout, stderr }: Ran, expected: Expected): void {
  const lines = stderr.trimEnd().split('\n')
  const at = lines.findIndex(line => line.startsWith('Error: '))
  expect(at, stderr).toBeGreaterThanOrEqual(0)
  expect(lines.length - at, stderr).toBeLessThanOrEqual(2)
  if (expected.says) expect(lines[at]).toMatch(expected.says)
  expect(stderr).not.toMatch(unsafe)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(stdout).toBe('')
  expect(code, stderr).toBe(expected.exit)
}

/** Exactly one document of the error schema. */
export function expectErrorDocument({ code, stdout }: Ran, expected: Expected): Envelope {
  expect(stdout).not.toMatch(unsafe)
  const document = oneDocument(stdout)
  expect(document).toMatchObject({
    schema: 'taoctl/error/v1',
    ok: false,
    error: { code: expected.code, exit: expected.exit },
  })
  expect(document.error.message).not.toContain('\n')
  if (expected.says) expect(document.error.message).toMatch(expected.says)
  expect(code).toBe(expected.exit)
  return document
}

// What could drive a terminal: escapes and other controls, direction marks and overrides.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not appear
const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/
