import { format, type SomeBalance } from '../../balance/index.ts'

/** An amount with its unit: '0.5 TAO', '21.536911597 α45', '0.746401905 τ on root'. */
export function withUnit(amount: SomeBalance, style?: { readonly decimals: 4 | 9 }): string {
  return `${format(amount, style)} ${unitSign(amount)}`
}

function unitSign(amount: SomeBalance): string {
  const { unit, netuid } = amount.toJSON()
  if (unit === 'TAO') return 'TAO'
  return netuid === 0 ? 'τ on root' : `α${netuid}`
}
