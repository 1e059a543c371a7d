import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Envelope, type Home, makeHome, oneDocument } from '../support/binary.ts'

let home: Home
afterEach(() => home.remove())

const shown = async (...args: readonly string[]): Promise<ReadonlyMap<string, Envelope>> => {
  const { code, document } = await home.json('config', 'show', ...args)
  expect(code).toBe(0)
  return new Map(document.data.settings.map((setting: Envelope) => [setting.name, setting]))
}

describe('config show tells where each value came from', () => {
  it('default', async () => {
    home = await makeHome()
    const settings = await shown()
    const fallback = { kind: 'default' }
    expect(settings.get('network')).toMatchObject({ value: 'finney', origin: fallback })
    expect(settings.get('wallet')).toMatchObject({ value: null, origin: fallback })
    expect(settings.get('timeout')).toMatchObject({ value: '5m', origin: fallback })
    expect(settings.get('era')).toMatchObject({ value: '16', origin: fallback })
    expect(settings.get('input')).toMatchObject({ value: 'never', origin: { kind: 'terminal' } })
  })

  it('config file, environment and flag, each before the one named first', async () => {
    home = await makeHome({
      TAOCTL_WALLET: 'from-env',
      BT_WALLET: 'from-btcli',
      BT_WALLET_HOTKEY: 'h1',
      CI: '1',
    })
    const path = join(home.folder, '.config/taoctl/config.toml')
    await mkdir(join(home.folder, '.config/taoctl'), { recursive: true })
    await writeFile(path, 'network = "local"\nwallet = "from-file"\nera = 64\ntimeout = "90s"\n')
    const settings = await shown('--timeout', '30s')
    expect(settings.get('network')).toMatchObject({ value: 'local', origin: { kind: 'file', path } })
    expect(settings.get('era')).toMatchObject({ value: '64', origin: { kind: 'file', path } })
    expect(settings.get('wallet')).toMatchObject({
      value: 'from-env',
      origin: { kind: 'environment', name: 'TAOCTL_WALLET' },
    })
    expect(settings.get('hotkey')).toMatchObject({
      value: 'h1',
      origin: { kind: 'environment', name: 'BT_WALLET_HOTKEY' },
    })
    expect(settings.get('timeout')).toMatchObject({
      value: '30s',
      origin: { kind: 'flag', name: '--timeout' },
    })
    expect(settings.get('input')).toMatchObject({ origin: { kind: 'environment', name: 'CI' } })
    expect(settings.get('endpoint')).toMatchObject({ value: 'ws://127.0.0.1:9944' })
  })

  it('a config file that was named, and no other', async () => {
    home = await makeHome()
    const path = join(home.folder, 'mine.toml')
    await writeFile(path, 'wallet = "w"\n')
    expect((await shown('--config', path)).get('wallet')).toMatchObject({ value: 'w', origin: { path } })
  })
})

describe('devnet start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one line and ends with exit 0 on %s', async signal => {
    home = await makeHome()
    const { child, ended } = home.start('devnet', 'start', '--port', '0', '--json')
    await new Promise(resolve => child.stdout?.once('data', resolve))
    child.kill(signal)
    const { code, stdout, stderr } = await ended
    expect([code, stderr]).toEqual([0, ''])
    const { data } = oneDocument(stdout)
    expect(data.endpoint).toMatch(/^ws:\/\/127\.0\.0\.1:[1-9][0-9]{3,4}$/)
    expect(data).toMatchObject({ specVersion: 425, wallets: null })
  })

  it('frees its port, and starts the same chain again', async () => {
    home = await makeHome()
    const first = await home.devnet()
    expect(await first.stop()).toBe(0)
    const second = await home.devnet('--port', new URL(first.endpoint).port)
    expect(second.started).toEqual(first.started)
  })

  it('says DEVNET to people', async () => {
    home = await makeHome()
    const { child, ended } = home.start('devnet', 'start', '--port', '0')
    await new Promise(resolve => child.stdout?.once('data', resolve))
    child.kill('SIGTERM')
    expect((await ended).stdout).toMatch(/^DEVNET +ws:/)
  })
})
