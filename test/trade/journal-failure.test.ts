import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { holdPath, lockPath } from '../../src/journal/paths.ts'
import type { MemoryFiles } from '../support/memory-files.ts'
import { coldkey1, connectTo, filesWithWallets, startChain } from '../support/test-chain.ts'
import { documentOf, HOME, taoctl } from '../support/test-host.ts'

const FOLDER = `${HOME}/.local/state/taoctl/journal`
const PATH = `${FOLDER}/journal.ndjson`
const words = ['stake', 'swap', '--network', 'local', '--wallet', 'coldkey_1', '--hotkey', 'hot_25']
const argv = [...words, '--origin', '45', '--destination', '0', '--all', '--yes', '--json']

let devnet: RunningDevnet
let files: MemoryFiles
let methods: string[]
beforeEach(async () => {
  devnet = await startChain()
  files = await filesWithWallets()
  methods = []
})
afterEach(() => devnet.stop())

const run = async () => {
  const connect = connectTo(devnet, {
    request(message) {
      methods.push(message.method ?? '')
      return message
    },
  })
  const ended = await taoctl(argv, { files, connect })
  return { code: ended.code, document: documentOf(ended) }
}

describe('a journal that cannot be written before sending: nothing is sent', () => {
  test.each([
    [PATH, 'EACCES', 'E_JOURNAL_READ'],
    [FOLDER, 'EROFS', 'E_JOURNAL_WRITE'],
    [FOLDER, 'ENOSPC', 'E_JOURNAL_WRITE'],
    [lockPath(FOLDER), 'ENOSPC', 'E_JOURNAL_WRITE'],
    ["the coldkey's lock", 'ENOSPC', 'E_JOURNAL_WRITE'],
  ])('%s, %s', async (path, problem, expected) => {
    const isHold = path === "the coldkey's lock"
    files.fail(isHold ? holdPath(FOLDER, coldkey1, devnet.genesisHash) : path, problem)
    const { code, document } = await run()
    expect(code).toBe(3)
    expect(document.error).toMatchObject({
      code: expected,
      sent: 'no',
      retryable: false,
      journal: null,
    })
    expect(document.error.message).toContain(problem)
    expect(methods).not.toContain('author_submitAndWatchExtrinsic')
    expect(devnet.chain.tree.best().header.number).toBe(0)
    expect(files.paths.filter(each => each.startsWith(FOLDER))).toEqual([])
  })

  test('a full disk where the damaged end is to be put aside: nothing of it is lost', async () => {
    const torn = '{"format":2,"torn'
    files.put(PATH, torn)
    files.fail(`${PATH}.damaged-1`, 'ENOSPC')
    const { code, document } = await run()
    expect(code).toBe(3)
    expect(document.error).toMatchObject({ code: 'E_JOURNAL_WRITE', sent: 'no', journal: null })
    expect(methods).not.toContain('author_submitAndWatchExtrinsic')
    expect(files.paths.filter(each => each.startsWith(FOLDER))).toEqual([PATH])
    expect(files.text(PATH)).toBe(torn)
  })
})

test('a journal that fails after sending: the receipt is shown, and that it is not on record', async () => {
  const { append } = files
  let appended = 0
  files = {
    ...files,
    append(path, content) {
      appended += 1
      if (appended > 1) files.fail(path, 'ENOSPC')
      return append(path, content)
    },
  }
  const { code, document } = await run()
  expect(code).toBe(8)
  expect(document.error).toMatchObject({ code: 'E_UNRECORDED', sent: 'yes', retryable: false })
  expect(document.data).toMatchObject({
    kind: 'finalized',
    journal: document.error.journal,
    extrinsic: { blockNumber: 1 },
    trades: [{ status: 'done', received: { unit: 'alpha' } }],
  })
  expect(document.error.message).toContain('ENOSPC')
  const [line, ...others] = (files.text(PATH) ?? '').trimEnd().split('\n')
  expect(others).toEqual([])
  expect(JSON.parse(line ?? '')).toMatchObject({ state: 'signed', entry: document.error.journal })
})

test('the entry is on the disk before the bytes leave', async () => {
  const order: string[] = []
  const { append } = files
  files = {
    ...files,
    async append(path, content) {
      await new Promise(resolve => setImmediate(resolve))
      await append(path, content)
      order.push(JSON.parse(new TextDecoder().decode(content)).state)
    },
  }
  const connect = connectTo(devnet, {
    request(message) {
      if (message.method === 'author_submitAndWatchExtrinsic') {
        order.push('sent')
        expect(message.params).toEqual([JSON.parse(files.text(PATH) ?? '').bytes])
      }
      return message
    },
  })
  expect((await taoctl(argv, { files, connect })).code).toBe(0)
  expect(order).toEqual(['signed', 'sent', 'finalized'])
})
