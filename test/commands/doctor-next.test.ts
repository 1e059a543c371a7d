import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunningDevnet } from '../../devnet/start.ts'
import { metadataWithChange } from '../support/changed-runtimes.ts'
import { memoryFiles } from '../support/memory-files.ts'
import { ownMetadata } from '../support/runtimes.ts'
import { connectTo, startChain } from '../support/test-chain.ts'
import { documentOf, taoctl } from '../support/test-host.ts'

const FILE = '/c/next.scale'

interface Row {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly hint: string | null
}

async function judged(bytes: Uint8Array | string, source = FILE) {
  const files = memoryFiles()
  await files.makeFolder('/c', 0o700)
  await files.replace(FILE, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, 0o600)
  const ended = await taoctl(['doctor', '--next', source, '--network', 'local', '--json'], { files })
  const document = documentOf(ended)
  const rows: readonly Row[] = document.data.checks
  return { code: ended.code, document, rows, bad: rows.filter(({ status }) => status !== 'ok') }
}

describe('doctor --next', () => {
  test('says of metadata with all as it was that it stops nothing, and asks no endpoint', async () => {
    const { code, rows, bad } = await judged(ownMetadata().source())
    expect([code, bad]).toEqual([0, []])
    expect(rows[0]?.message).toBe(`Spec 425 of ${FILE} has all that commands stand on.`)
  })

  test('reads hex as well', async () => {
    const hex = `0x${Buffer.from(ownMetadata().source()).toString('hex')}\n`
    expect((await judged(hex)).code).toBe(0)
  })

  test('refuses a file far larger than metadata', async () => {
    const { document } = await judged(new Uint8Array(16 * 2 ** 20 + 1))
    expect(document.error).toMatchObject({ code: 'E_METADATA', exit: 2 })
    expect(document.error.message).toContain('it is larger than 16 MiB')
  })

  test('names the commands that a call in another form would stop, and no others', async () => {
    const { code, document, bad } = await judged(metadataWithChange('call'))
    expect([code, document.error.code]).toEqual([3, 'E_RUNTIME'])
    expect(bad).toMatchObject([
      {
        status: 'problem',
        message: expect.stringContaining('call SubtensorModule.swap_stake_limit'),
        hint: expect.stringContaining('It stops: stake swap, stake move, stake transfer, stake swap-all.'),
      },
    ])
  })

  test('names --accept-spec where that lets trades go on', async () => {
    const { code, bad } = await judged(metadataWithChange('storage'))
    expect(code).toBe(0)
    expect(bad).toMatchObject([
      {
        status: 'warning',
        message: expect.stringMatching(
          /^storage SubtensorModule\.SubnetTAO has another form\. It stops: stake add, /,
        ),
        hint: '--accept-spec 425 trades all the same.',
      },
    ])
  })

  test.each([
    ['a file that is not there', '/c/nothing', new Uint8Array(), 'there is no such file'],
    ['a file that holds something else', FILE, 'hello', 'Metadata /c/next.scale: '],
  ])('refuses %s', async (_, source, bytes, says) => {
    const { code, document } = await judged(bytes, source)
    expect([code, document.error.code]).toEqual([2, 'E_METADATA'])
    expect(document.error.message).toContain(says)
  })

  describe('of a chain that runs it already', () => {
    let devnet: RunningDevnet
    beforeEach(async () => {
      devnet = await startChain()
    })
    afterEach(() => devnet.stop())

    test('reads its metadata there', async () => {
      const url = 'ws://127.0.0.1:9955'
      const ended = await taoctl(['doctor', '--next', url, '--json'], { connect: connectTo(devnet) })
      expect(ended.code).toBe(0)
      expect(documentOf(ended).data.checks[0].message).toContain(`Spec 425 of ${url} has all`)
    })
  })
})
