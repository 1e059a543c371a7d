import { define, list, listAnd, next } from './define.ts'
import { shownUrl, withShownUrls } from './url.ts'

/** Exit 2: usage, decided from argv, environment and files alone. */
export const usage = {
  E_USAGE: define(
    2,
    (c: { problem: string }) => c.problem,
    () => 'Run the command with --help to see its options.',
  ),
  E_HOME: define(
    2,
    (c: { what: string; instead: string }) =>
      `${c.what} would be in the home folder, and no home folder is known.`,
    c => `Set HOME to a path from the root on, or ${c.instead}.`,
  ),
  E_MISSING_INPUT: define(
    2,
    (c: { missing: readonly string[] }) => `Missing input: ${list(c.missing)}.`,
    () => 'See the command with --help; docs/config.md tells what can be set for good.',
  ),
  E_BALANCE_SYNTAX: define(
    2,
    (c: { text: string }) => `'${c.text}' is not an amount.`,
    () => 'Write plain digits with at most one point, for example 21.5369.',
  ),
  E_BALANCE_PRECISION: define(
    2,
    (c: { text: string }) => `'${c.text}' has more than 9 decimals; the chain counts in 0.000000001.`,
    () => 'Shorten it to 9 decimals.',
  ),
  E_BALANCE_RANGE: define(
    2,
    (c: { text: string }) => `'${c.text}' is larger than any amount on the chain (18446744073.709551615).`,
    () => 'Check the number: was it converted twice?',
  ),
  E_BALANCE_ZERO: define(
    2,
    () => 'The amount is 0; there is nothing to do.',
    () => 'Name an amount above 0.',
  ),
  E_PERCENT: define(
    2,
    (c: { text: string }) => `'${c.text}' is not a percentage above 0% and up to 100%.`,
    () => 'Write it like 25% or 12.5%.',
  ),
  E_PROTECTION_CHOICE: define(
    2,
    (c: { given: readonly string[] }) => `${listAnd(c.given)} exclude each other.`,
    () => 'Give one of --tolerance, --min-received and --limit-price; --unprotected takes any price.',
  ),
  E_NOTHING_TO_PROTECT: define(
    2,
    (c: { given: readonly string[] }) =>
      `${list(c.given)}: within one subnet no pool is passed, so there is no price to protect.`,
    () => 'Leave it out: the same alpha arrives.',
  ),
  E_TOLERANCE: define(
    2,
    (c: { text: string }) => `'${c.text}' is not a tolerance of 0% to 50%.`,
    () => 'Write it like 0.5%; with --rate-tolerance as a fraction, like 0.005.',
  ),
  E_LIMIT_PRICE: define(
    2,
    (c: { text: string }) => `'${c.text}' is not a limit price the chain can express.`,
    () => 'Write plain digits above 0 and up to 18446744073.709551615, with at most 9 decimals.',
  ),
  E_AMOUNT_CHOICE: define(
    2,
    (c: { given: readonly string[] }) =>
      c.given.length === 0 ? 'No amount was given.' : `${listAnd(c.given)} exclude each other.`,
    () => 'Give exactly one of --amount, --keep and --all.',
  ),
  E_NETUID: define(
    2,
    (c: { text: string }) => `'${c.text}' is not a subnet number.`,
    () => 'Subnet numbers go from 0 (root) to 65535.',
  ),
  E_ADDRESS: define(
    2,
    (c: { text: string; reason: string }) => `'${c.text}' is not a Bittensor address: ${c.reason}.`,
    () => 'Addresses are SS58 with prefix 42 and begin with 5.',
  ),
  E_HOTKEY_NAME: define(
    2,
    (c: { name: string }) => `'${c.name}' is neither a hotkey address nor the name of a hotkey.`,
    () => 'Give an address, a hotkey name with --wallet, or wallet/hotkey.',
  ),
  E_HOTKEYS_AMBIGUOUS: define(
    2,
    (c: { count: number }) => `${c.count} hotkeys hold stake here, and none was named.`,
    () => 'Name them with --hotkey, or use --all-hotkeys.',
  ),
  E_OWN_COLDKEY: define(
    2,
    (c: { address: string }) => `${c.address} is your own coldkey; a transfer changes the owner.`,
    () => next('See how to change the hotkey, or the subnet under it, with', 'stake', 'move', '--help'),
  ),
  E_TO_CONFIRM: define(
    2,
    (c: { given: string; address: string }) => `--to-confirm '${c.given}' is not how ${c.address} ends.`,
    () => 'Compare the whole address with the one you were given, then give its last 6 characters.',
  ),
  E_SAME_PLACE: define(
    2,
    (c: { what: string }) => `Origin and destination are the same: ${c.what}.`,
    () => 'Name a different destination.',
  ),
  E_NETWORK_UNKNOWN: define(
    2,
    (c: { name: string }) => `Unknown network '${shownUrl(c.name).slice(0, 80)}'.`,
    () => 'Use finney, test, archive, local, or a ws:// or wss:// URL.',
  ),
  E_INSECURE_ENDPOINT: define(
    2,
    (c: { url: string }) => `${shownUrl(c.url)} is not encrypted and not on this machine.`,
    () => 'Use wss://, or --insecure if you trust every machine on the way.',
  ),
  E_TLS_UNCHECKED: define(
    2,
    (c: { url: string }) =>
      `NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off: anybody on the way could answer for ${shownUrl(c.url)}.`,
    () => 'Unset the variable, or use --insecure if you trust every machine on the way.',
  ),
  E_DURATION: define(
    2,
    (c: { option: string; text: string; problem: string }) => `${c.option}: '${c.text}' ${c.problem}.`,
    () => 'Write it like 500ms, 90s, 5m or 1h; the longest is 24h.',
  ),
  E_OPTION_VALUE: define(
    2,
    (c: { option: string; text: string; expected: string }) =>
      `${c.option} '${withShownUrls(c.text)}': expected ${c.expected}.`,
  ),
  E_PASSWORD_SOURCE: define(
    2,
    (c: { source: string; problem: string }) => `The password from ${c.source}: ${c.problem}.`,
    () => 'docs/wallet.md lists the ways to give a password.',
  ),
  E_CONFIG_FILE: define(
    2,
    (c: { path: string; problem: string }) => `Config file ${c.path}: ${c.problem}.`,
    () => 'Fix the file, or name another with --config.',
  ),
  E_SCENARIO: define(
    2,
    (c: { source: string; path: string; problem: string }) =>
      `Scenario ${c.source}, ${c.path}: ${c.problem}.`,
    () => 'docs/devnet.md describes the file.',
  ),
  E_METADATA: define(
    2,
    (c: { source: string; problem: string }) => `Metadata ${c.source}: ${c.problem}.`,
    () => 'docs/devnet.md tells which metadata a development chain serves.',
  ),
  E_PORT: define(
    2,
    (c: { port: number; problem: string }) => `Cannot listen on 127.0.0.1:${c.port}: ${c.problem}.`,
    () => 'Choose another with --port; 0 takes any free one.',
  ),
  E_TABLE: define(
    2,
    (c: { place: string; problem: string }) => `Conversion table, ${c.place}: ${c.problem}.`,
    () => 'docs/ci.md describes the table.',
  ),
  E_ENV_FILE: define(
    2,
    (c: { path: string; problem: string }) => `Env file ${c.path}: ${c.problem}.`,
    () => 'Fix the file, or name another with --dotenv.',
  ),
  E_SETTINGS_FOREIGN: define(
    2,
    (c: { path: string; uid: number; mode: string }) =>
      `Others can change settings through ${c.path}, which belongs to user ${c.uid} and has mode ${c.mode}: no trade uses them.`,
    c => `Make it yours and close it (chown, chmod go-w ${c.path}), or name another file.`,
  ),
  E_SETTING_UNKNOWN: define(
    2,
    (c: { name: string; similar: string | undefined; known: readonly string[] }) =>
      `There is no setting '${c.name}'.`,
    c => `${c.similar === undefined ? '' : `Did you mean '${c.similar}'? `}Settings are ${list(c.known)}.`,
  ),
  E_NODE: define(
    2,
    (c: { found: string; wanted: string }) => `This is Node ${c.found}; taoctl needs ${c.wanted} or later.`,
    () => 'Install a newer Node.',
  ),
  E_SCHEMA_UNKNOWN: define(
    2,
    (c: { name: string; known: readonly string[] }) => `There is no schema of '${c.name}'.`,
    c => `Schemas are ${list(c.known)}.`,
  ),
  E_SETTING_SECRET: define(
    2,
    () => 'That looks like a secret. A config file holds none.',
    () => 'Name a file of yours alone with --password-file or TAOCTL_PASSWORD_FILE.',
  ),
  E_ENTRY_AMBIGUOUS: define(
    2,
    (c: { text: string; count: number; candidates: readonly string[] }) =>
      `'${c.text}' stands for ${c.count} journal entries: ${list(c.candidates)}${c.count > c.candidates.length ? ' and more' : ''}.`,
    () => 'Give more of the entry or hash.',
  ),
} as const
