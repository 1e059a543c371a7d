import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeHost } from '../../src/host/node.ts'
import { main } from '../../src/main.ts'
import type { Envelope } from '../support/binary.ts'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
let mnemonics: readonly string[]
beforeAll(async () => {
  stage = await openStage()
  const { document } = await stage.home.json('devnet', 'accounts')
  mnemonics = document.data.accounts.map((account: Envelope) => account.mnemonic)
})
afterAll(() => stage.close())

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape code is what must not appear
const escapeCode = /[\u001b\u009b]/
// Isolates take no column.
const columns = (line: string) => [...line.replaceAll(/[\u2066-\u2069]/g, '')].length
const isLong = (line: string) => columns(line) > 80 && !/0x[0-9a-f]{64}|5[1-9A-HJ-NP-Za-km-z]{47}/.test(line)

const swap = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '8', '--amount', '1']
const move = [
  'move',
  '--origin-hotkey',
  'hot_25',
  '--destination-hotkey',
  'hot_26',
  '--origin',
  '45',
  '--all',
]
const outputs: readonly (readonly [name: string, args: () => readonly string[]])[] = [
  ['stake list', () => stage.trade(['list'])],
  ['the plan of a swap', () => stage.trade([...swap, '--dry-run'])],
  ['the receipt of a swap', () => stage.trade(swap)],
  [
    'the plan of swap-all',
    () => stage.trade(['swap-all', '--destination', '8', '--all-hotkeys', '--dry-run']),
  ],
  ['the receipt of a move', () => stage.trade(move)],
  ['wallet list', () => ['wallet', 'list', '--wallet-path', stage.home.wallets]],
  ['journal list', () => ['journal', 'list']],
  ['devnet accounts', () => ['devnet', 'accounts']],
  ['help', () => ['--help']],
  ['help of a command', () => ['stake', 'swap', '--help']],
]

describe('output for people, without a terminal', () => {
  it.each(
    outputs,
  )('%s: no escape codes, no secret, at most 80 columns beside addresses and hashes', async (name, args) => {
    const { code, stdout, stderr } = await stage.home.run(...args())
    expect(code).toBe(0)
    expect(stdout).not.toBe('')
    expect(stdout + stderr).not.toMatch(escapeCode)
    expect(`${stdout}\n${stderr}`.split('\n').filter(isLong)).toEqual([])
    if (name !== 'devnet accounts') {
      for (const mnemonic of mnemonics) expect(stdout + stderr).not.toContain(mnemonic)
    }
    for (const line of stdout.split('\n')) expect(line).toBe(line.trimEnd())
  })

  it('isolates names of any direction', async () => {
    const { stdout } = await stage.home.run(...stage.trade(['list']))
    expect(stdout).toContain('\u2068ش chutes\u2069')
    expect(stdout).toContain('\u2068פ gen42\u2069')
  })
})

describe('colour', () => {
  const show = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    let printed = ''
    const out = {
      write(text: string) {
        printed += text
      },
    }
    const real = nodeHost(process)
    const io = { ...real.io, out, err: out, outIsTty: true, errIsTty: true }
    const path = stage.home.wallets
    const argv = ['wallet', 'list', '--wallet-path', path, ...args]
    expect(await main({ ...real, argv, env: { HOME: stage.home.folder, ...env }, home: path, io })).toBe(0)
    return printed
  }

  it('is there on a terminal, and not with NO_COLOR, --no-color or --json', async () => {
    expect(await show({})).toMatch(escapeCode)
    expect(await show({ NO_COLOR: '1' })).not.toMatch(escapeCode)
    expect(await show({}, '--no-color')).not.toMatch(escapeCode)
    expect(await show({}, '--json')).not.toMatch(escapeCode)
  })
})
