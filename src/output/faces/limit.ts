import type { TradeVerb } from '../../plan/plan.ts'

/** A limit with its unit and direction: '0.0345 TAO per α45 at the least'. A subnet of null is free TAO. */
export function limitText(
  price: string,
  {
    verb,
    origin,
    destination,
  }: { readonly verb: TradeVerb; readonly origin: number | null; readonly destination: number | null },
): string {
  if (verb === 'add') return `${price} TAO per α${destination} at the most`
  const received = verb === 'remove' || destination === 0 ? 'TAO' : `α${destination}`
  return `${price} ${received} per ${origin === 0 ? 'TAO' : `α${origin}`} at the least`
}
