import { expect, test } from 'vitest'
import { chance } from '../../test/pool/attacks.ts'
import { betray, floored, lieTo } from '../../test/pool/lies.ts'
import { exitOfSample } from '../../test/support/plans.ts'

const fills = Number(process.env.SOAK_FILLS ?? 10_000)
const seed = Number(process.env.SOAK_SEED ?? 425)
const enough = Math.ceil(fills / floored.length)

test(`${fills} fills of typed floors whose reserves and free balance are lied about, seed ${seed}`, () => {
  const found = floored.map(([path, band], n) => ({
    ...{ path, weights: band.join('-') },
    ...lieTo(chance(seed + n), { path, band, enough }),
  }))
  console.table(found)
  for (const { below, executed, small } of found) {
    expect(below).toBe(0)
    expect(executed).toBe(small)
  }
})

test(`${fills} fills where fee rate, weights and stake are lied about too, seed ${seed}`, () => {
  const found = floored.map(([path, band], n) => ({
    ...{ path, weights: band.join('-') },
    ...betray(chance(seed + 100 + n), { path, band, enough, exitOf: exitOfSample }),
  }))
  console.table(found)
  for (const { silent, beyond } of found) expect([silent, beyond]).toEqual([0, 0])
})
