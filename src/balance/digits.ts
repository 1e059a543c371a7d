const UNIT = 1_000_000_000n

/** Decimal text of rao, without trailing zeros: 1500000000 is '1.5'. Exact. */
export function digits(rao: bigint): string {
  const fraction = String(rao % UNIT)
    .padStart(9, '0')
    .replace(/0+$/, '')
  return fraction === '' ? String(rao / UNIT) : `${rao / UNIT}.${fraction}`
}
