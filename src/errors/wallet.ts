import { define, next } from './define.ts'

/** Exit 4: wallets and keys. */
export const wallet = {
  E_WALLET_MISSING: define(
    4,
    (c: { path: string; folder: string }) => `There is no wallet at ${c.path}.`,
    c => next('List the wallets with', 'wallet', 'list', '--wallet-path', c.folder),
  ),
  E_HOTKEY_MISSING: define(
    4,
    (c: { name: string; path: string; folder: string }) => `There is no hotkey '${c.name}' at ${c.path}.`,
    c => next('List the wallets with', 'wallet', 'list', '--wallet-path', c.folder),
  ),
  E_KEYFILE: define(
    4,
    (c: { path: string; problem: string; advice?: string }) => `Keyfile ${c.path}: ${c.problem}.`,
    c => c.advice ?? 'Restore it from your backup or mnemonic.',
  ),
  E_KEYFILE_ENCRYPTED: define(
    4,
    (c: { path: string; format: string }) =>
      c.format === 'account export'
        ? `Keyfile ${c.path} is an account exported by another kind of wallet (polkadot.js JSON), which taoctl does not open.`
        : `Keyfile ${c.path} is encrypted as ${c.format}, an old format that taoctl does not open.`,
    c =>
      c.format === 'account export'
        ? 'Make a bittensor coldkey of it with btcli wallet regen-coldkey, or from its mnemonic. See docs/wallet.md.'
        : 'Let bittensor-wallet rewrite it. docs/wallet.md says with which version.',
  ),
  E_COLDKEY_MISSING: define(
    4,
    (c: { name: string; path: string }) => `Wallet ${c.name} holds no coldkey here, only its address.`,
    c => `Lists, quotes and --dry-run work. To sign, the coldkey must be at ${c.path}.`,
  ),
  E_PUBLIC_FILE_MISSING: define(
    4,
    (c: { path: string }) =>
      `Keyfile ${c.path} is encrypted, and there is no public file beside it to tell its address.`,
    () => 'Restore the public file, which is no secret, or name the address itself.',
  ),
  E_PASSWORD_WRONG: define(
    4,
    (c: { path: string; source: string }) => `The password from ${c.source} does not open ${c.path}.`,
    () => 'Nothing was sent. Check that it is the password of this wallet.',
  ),
  E_KEY_DERIVATION: define(
    4,
    (c: { path: string }) => `The key of ${c.path} could not be derived from the password.`,
    () => 'It takes 512 MiB of free memory. Nothing was sent.',
  ),
  E_KEY_MISMATCH: define(
    4,
    (c: { path: string; key: string; expected: string }) =>
      `Keyfile ${c.path} holds ${c.key}, but coldkeypub.txt says ${c.expected}.`,
    () => 'Nothing was signed. Find out which file is wrong.',
  ),
  E_WALLET_WRITE: define(
    4,
    (c: { path: string; problem: string }) => `Cannot write ${c.path}: ${c.problem}.`,
    () => 'An existing key is never overwritten. Choose another folder.',
  ),
} as const
