/** What options of a command name, and so what there is to choose from. */
export type Askable =
  /** A position of the coldkey: its subnet and its hotkey. */
  | { readonly kind: 'position'; readonly options: readonly [netuid: string, hotkey: string] }
  | { readonly kind: 'subnet' | 'hotkey' | 'account'; readonly options: readonly [string] }
  /** How much of a position, given by those options; of what is free without. */
  | { readonly kind: 'amount'; readonly options: readonly ['--amount']; readonly of: readonly string[] }

const position = (netuid: string, hotkey: string) =>
  ({ kind: 'position', options: [netuid, hotkey] }) as const
const subnet = (option: string) => ({ kind: 'subnet', options: [option] }) as const
const hotkey = (option: string) => ({ kind: 'hotkey', options: [option] }) as const
const account = (option: string) => ({ kind: 'account', options: [option] }) as const
const amount = (...of: readonly string[]) => ({ kind: 'amount', options: ['--amount'], of }) as const

/** By the words of a command, what of it can be asked for, in this order. A missing wallet is asked for by all. */
export const askables: Readonly<Record<string, readonly Askable[]>> = {
  'stake swap': [position('--origin', '--hotkey'), subnet('--destination'), amount('--origin', '--hotkey')],
  'stake swap-all': [subnet('--destination')],
  'stake move': [
    position('--origin', '--origin-hotkey'),
    hotkey('--destination-hotkey'),
    amount('--origin', '--origin-hotkey'),
  ],
  'stake transfer': [position('--origin', '--hotkey'), account('--to'), amount('--origin', '--hotkey')],
  'stake add': [subnet('--netuid'), hotkey('--hotkey'), amount()],
  'stake remove': [position('--netuid', '--hotkey'), amount('--netuid', '--hotkey')],
}
