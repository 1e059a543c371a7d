/** An integer as a JSON number; what a double cannot hold becomes the largest it can. */
export function safeNumber(value: bigint): number {
  const most = BigInt(Number.MAX_SAFE_INTEGER)
  return Number(value < most ? value : most)
}
