import { expect, test } from 'vitest'
import { memoryFiles } from '../support/memory-files.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const files = memoryFiles({ [`${HOME}/.config/taoctl/config.toml`]: 'era = 64\nhotkey = "a,b"\n' })
const run = (...argv: readonly string[]) => taoctl(['config', 'get', ...argv], { files })

test.each([
  ['era', '64\n'],
  ['hotkey', 'a,b\n'],
  ['timeout', '5m\n'],
  ['wallet', '\n'],
  ['wallet_path', '~/.bittensor/wallets\n'],
  ['wallet-path', '~/.bittensor/wallets\n'],
  ['endpoint', 'wss://entrypoint-finney.opentensor.ai:443\n'],
])('config get %s prints the value alone', async (key, out) => {
  expect(await run(key)).toMatchObject({ code: 0, out, err: '' })
})

test('config get --json has the origin too', async () => {
  const document = documentOf(await run('era', '--json'))
  const origin = { kind: 'file', path: `${HOME}/.config/taoctl/config.toml` }
  expect(document).toMatchObject({
    schema: 'taoctl/config.get/v1',
    ok: true,
    data: { name: 'era', value: '64', origin },
  })
  expect(documentOf(await run('wallet', '--json')).data).toEqual({
    name: 'wallet',
    value: null,
    origin: { kind: 'default' },
  })
})

test.each([
  ['newtork', "Did you mean 'network'?"],
  ['walet', "Did you mean 'wallet'?"],
  ['password', 'Settings are network, genesis'],
  ['__proto__', 'Settings are network, genesis'],
])('config get %s is an error with the names there are', async (key, says) => {
  const { code, out, err } = await run(key)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(`There is no setting '${key}'`)
  expect(err).toContain(says)
  expect(documentOf(await run(key, '--json')).error).toMatchObject({ code: 'E_SETTING_UNKNOWN', exit: 2 })
})

test('a network nobody knows is shown with its origin, not hidden behind an error', async () => {
  const ended = await taoctl(['config', 'show', '--network', 'fineny', '--json'], { files })
  expect(ended.code).toBe(0)
  const { data, warnings } = documentOf(ended)
  expect(data.settings).toContainEqual({
    name: 'network',
    value: 'fineny',
    origin: { kind: 'flag', name: '--network' },
  })
  expect(data.settings).toContainEqual(expect.objectContaining({ name: 'endpoint', value: null }))
  expect(warnings).toMatchObject([{ code: 'W_NETWORK' }])
})
