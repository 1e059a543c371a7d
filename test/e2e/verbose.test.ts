import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage } from '../support/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const list = () =>
  stage.home.run(
    ...['stake', 'list', '--network', stage.devnet.endpoint, '-v'],
    ...['--wallet-path', stage.home.wallets, '--wallet', 'coldkey_1'],
  )
const cacheFolder = () => join(stage.home.folder, '.cache/taoctl/metadata')

describe('metadata kept between runs', () => {
  test('by several processes at once, which leave one whole file', async () => {
    const first = await Promise.all([list(), list(), list(), list()])
    expect(first.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(await readdir(cacheFolder())).toHaveLength(1)
    const { code, stderr } = await list()
    expect(code).toBe(0)
    expect(stderr).toContain('Metadata cache: hit')
    expect(stderr).toMatch(/Requests: \d+, in 4 round trips\./)
  })

  test('is replaced when damaged', async () => {
    await list()
    const [name] = await readdir(cacheFolder())
    const path = join(cacheFolder(), name ?? '')
    const whole = await readFile(path)
    await writeFile(path, whole.subarray(0, 1000))
    const { code, stderr } = await list()
    expect(code).toBe(0)
    expect(stderr).toContain('Metadata cache: miss')
    expect(await readFile(path)).toEqual(whole)
  })
})

test('-v tells where the time of a trade went, stage by stage', async () => {
  const swap = ['swap', '--hotkey', 'hot_25', '--origin', '45', '--destination', '0', '--amount', '0.1', '-v']
  const { code, stderr, stdout } = await stage.home.run(...stage.trade(swap))
  expect(code).toBe(0)
  expect(stderr).toMatch(
    /Time: start \d+ ms, connect \d+ ms, metadata \d+ ms, reads \d+ ms, key \d+ ms, signing \d+ ms, inclusion \d+ ms, finality \d+ ms; \d+ ms in all\./,
  )
  expect(stderr).not.toContain('Metadata cache')
  expect(stdout).not.toContain('Time:')
})

test('without -v nothing is told', async () => {
  const { stderr } = await stage.home.run(
    'stake',
    'list',
    '--network',
    stage.devnet.endpoint,
    '--coldkey',
    '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM',
  )
  expect(stderr).not.toMatch(/Time:|Requests:|cache/)
})
