/** Other spellings of options, most of them btcli's, and what they mean here. */
export const aliases: Readonly<Record<string, string>> = {
  '--wallet-name': '--wallet',
  '--wallet.name': '--wallet',
  '--wallet.path': '--wallet-path',
  '--wallet.hotkey': '--hotkey',
  '--wallet-hotkey': '--hotkey',
  '--subtensor.network': '--network',
  '--subtensor.chain_endpoint': '--network',
  '--chain': '--network',
  '--origin-netuid': '--origin',
  '--dest-netuid': '--destination',
  '--destination-netuid': '--destination',
  '--dest': '--destination',
  '--dest-hotkey': '--destination-hotkey',
  '--dest-coldkey': '--to',
  '--dest-ss58': '--to',
  '--destination-coldkey': '--to',
  '--unstake-all': '--all',
  '--swap-all': '--all',
  '--stake-all': '--all',
  '--partial': '--allow-partial',
  '--no-prompt': '--no-input',
  '--json-output': '--json',
  '--json-out': '--json',
  '--period': '--era',
  '--env-file': '--dotenv',
}

/** Replaces other spellings before parsing; nothing after `--` is touched. */
export function expandAliases(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return argv.map((word, i) => {
    if (end >= 0 && i >= end) return word
    const [name = '', ...value] = word.split('=')
    const replacement = Object.hasOwn(aliases, name) ? aliases[name] : undefined
    return replacement === undefined ? word : [replacement, ...value].join('=')
  })
}
