/** Examples of each command, for its help and docs/cli.md. Each is tried by the parser in a test. */
export const examples: Readonly<Record<string, readonly string[]>> = {
  'stake list': [
    'taoctl stake list --wallet mine',
    'taoctl stake list --coldkey 5F1EBCHqqiwSuAafzAJ2F1bQKsFfwfpncNv6n4XkChcYVz4o --json',
    'taoctl stake list --all-wallets --csv > positions.csv',
    'taoctl stake list --watch',
  ],
  'stake quote': ['taoctl stake quote --origin 45 --destination 0 --amount 10'],
  'stake swap': [
    'taoctl stake swap --hotkey hot_25 --origin 45 --destination 8 --amount 10',
    'taoctl stake swap --hotkey hot_25 --origin 45 --destination 0 --all --dry-run',
  ],
  'stake swap-all': ['taoctl stake swap-all --destination 0 --all-hotkeys --dry-run'],
  'stake move': ['taoctl stake move --origin-hotkey hot_25 --destination-hotkey hot_26 --origin 45 --all'],
  'stake transfer': [
    'taoctl stake transfer --to 5F1EBCHqqiwSuAafzAJ2F1bQKsFfwfpncNv6n4XkChcYVz4o --hotkey hot_25 --origin 45 --amount 1',
  ],
  'stake add': ['taoctl stake add --hotkey hot_25 --netuid 45 --amount 1.5'],
  'stake remove': ['taoctl stake remove --hotkey hot_25 --netuid 45 --amount 50%'],
  'wallet list': ['taoctl wallet list'],
  'journal resume': ['taoctl journal resume', 'taoctl journal resume 3f9a0c2b11d04e7a'],
  'devnet start': ['taoctl devnet start --wallets ~/devnet-wallets'],
  'devnet exec': ['taoctl devnet exec -- ./rebalance.sh'],
  'devnet accounts': ['taoctl devnet accounts'],
  'config show': ['taoctl config show'],
  'config get': ['taoctl config get wallet'],
  'config set': ['taoctl config set network local'],
  'config unset': ['taoctl config unset network'],
  doctor: ['taoctl doctor --network finney'],
  schema: ['taoctl schema', 'taoctl schema stake list > stake-list.schema.json'],
}
