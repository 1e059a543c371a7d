import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Home, makeHome, type RunningDevnet } from '../support/binary.ts'

/**
 * The regression this tool exists for: opentensor/btcli@0d223010 converted an amount that was already an amount, and
 * 21.5369 alpha became 21,536,911,597. Through the built binary, over WebSocket, one fresh development chain per row.
 * Add rows freely; `received` and `fee` are rao, `within` is relative.
 */
const rows = [
  {
    name: 'the position of the bug, all of it, to root',
    wallet: 'coldkey_1',
    hotkey: 'hot_25',
    origin: 45,
    destination: 0,
    amount: ['--all'],
    sold: 21_536_911_597n,
    received: 746_401_905n,
    fee: 10_844_862n,
  },
] as const

describe('stake swap sells exactly the amount asked for', () => {
  for (const row of rows) {
    describe(row.name, () => {
      let home: Home
      let devnet: RunningDevnet
      beforeAll(async () => {
        home = await makeHome()
        devnet = await home.devnet()
      })
      afterAll(() => home.remove())

      it('offers the exact rao to the chain and receives what was quoted', async () => {
        const { code, document } = await home.json(
          ...['stake', 'swap', '--network', devnet.endpoint, '--wallet-path', home.wallets],
          ...['--wallet', row.wallet, '--hotkey', row.hotkey, '--yes'],
          ...['--origin', String(row.origin), '--destination', String(row.destination), ...row.amount],
        )
        expect(document).toMatchObject({ schema: 'taoctl/stake.swap/v1', ok: true })
        expect(code).toBe(0)
        const { data } = document
        const [trade] = data.trades
        expect(data.kind).toBe('finalized')
        expect(BigInt(data.calls[0].args.alpha_amount)).toBe(row.sold)
        expect(BigInt(trade.sold.rao)).toBe(row.sold)
        expect(BigInt(trade.received.rao)).toBe(row.received)
        expect(BigInt(trade.quoted.rao)).toBe(row.received)
        expect(BigInt(trade.swapFee.rao)).toBe(row.fee)
        expect(Math.abs(+trade.received.decimal / 0.7464 - 1)).toBeLessThan(1e-4)
      })
    })
  }
})
