import { expect, test } from 'vitest'
import { startDevnet } from '../../../devnet/start.ts'
import { createManualClock } from './manual-clock.ts'

test('a clock sets the time of blocks, which never stands still or goes back', async () => {
  const genesis = 1_767_225_600_000
  const times = [genesis + 5_000, genesis + 5_000, genesis, genesis + 9_000]
  const clock = { ...createManualClock(), now: () => times.shift() ?? 0 }
  const devnet = await startDevnet({ clock, seal: { kind: 'manual' } })
  const blocks = [1, 2, 3, 4].map(() => devnet.newBlock())
  expect(blocks.map(block => Number(block.timestamp) - genesis)).toEqual([5_000, 5_001, 5_002, 9_000])
  await devnet.stop()
})
