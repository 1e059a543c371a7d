import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../support/stage.ts'
import { hot1 } from '../support/test-chain.ts'

// Every command that looks without an account, through the built program over a socket.

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const there = (words: readonly string[]) => [...words, '--network', stage.devnet.endpoint]
const data = async (...words: readonly string[]) => {
  const { code, document } = await stage.home.json(...there(words))
  expect(code, JSON.stringify(document)).toBe(0)
  return document.data
}

test('subnet list, show and price agree', async () => {
  const { subnets } = await data('subnet', 'list')
  expect(subnets.map(({ netuid }: { netuid: number }) => netuid)).toEqual([0, 1, 8, 45, 64])
  const gen42 = subnets.find(({ netuid }: { netuid: number }) => netuid === 45)
  expect(await data('subnet', 'show', '45')).toEqual(gen42)
  const { prices } = await data('subnet', 'price', '45', '--block', '0')
  expect(prices).toEqual([{ netuid: 45, price: '0.034674615', movingPrice: gen42.movingPrice }])
})

test('stake quote tells what is received and the limit that guards it', async () => {
  const quote = await data('stake', 'quote', '--origin', '45', '--destination', '8', '--amount', '1.5')
  expect(quote).toMatchObject({ quoted: { rao: '1189165573' }, tolerance: '0.5%' })
  expect(quote.limitPrice).toMatch(/^0\.78/)
})

test('validator list has most stake first', async () => {
  const { validators } = await data('validator', 'list', '--netuid', '64')
  expect(validators[0]).toMatchObject({ hotkey: hot1, name: 'North Star', stake: { decimal: '1007.5' } })
})

test.each([
  [['subnet', 'list']],
  [['subnet', 'show', '64']],
  [['subnet', 'price']],
  [['stake', 'quote', '--origin', 'tao', '--destination', '64', '--amount', '1']],
  [['validator', 'list', '--netuid', '64']],
])('%j fits 80 columns and says nothing on stderr', async words => {
  const { code, stdout, stderr } = await stage.home.run(...there(words))
  expect([code, stderr.trim()]).toEqual([0, ''])
  const widths = stdout.split('\n').map(line => [...line.replace(/[\u2066-\u2069]/g, '')].length)
  expect(Math.max(...widths)).toBeLessThanOrEqual(80)
})

test.each([
  [['subnet', 'show', '7']],
  [['validator', 'list', '--netuid', '7']],
  [['stake', 'quote', '--origin', '7', '--destination', 'tao', '--amount', '1']],
])('%j is refused with code 3', async words => {
  const { code, document } = await stage.home.json(...there(words))
  expect([code, document.error.code]).toEqual([3, 'E_SUBNET_UNKNOWN'])
})
