/** What a warning is about, and what to do. docs/errors.md is made from this table. */
interface Meaning {
  readonly about: string
  readonly remedy: string
}

/** Every warning a user can meet. Codes are public API: append, never rename. */
export const warnings = {
  W_ALPHA_FEE: {
    about: 'Free TAO was gone when the transaction ran, so the chain sold some of the position for its fee.',
    remedy: 'Keep some free TAO; the receipt shows the fee apart.',
  },
  W_CHAIN_RESTARTED: {
    about:
      'A development chain on this machine began again: journal entries whose blocks it does not have were set aside as `abandoned`.',
    remedy: 'Nothing: they are taken back if that chain answers again.',
  },
  W_CLAIMABLE: {
    about:
      'Root stake is to leave that has earned what nobody claimed. Until spec 425 the chain may drop part or all of it; of what lies in baskets, since 441, it stays owed. Or the chain does not tell.',
    remedy:
      'Where it may be dropped, claim it first with `claim_root`, then trade; else claim it when you like, with `claim_root_with_hotkey`.',
  },
  W_COMMAND: {
    about: '`devnet exec`: the command could not be started; the exit code is 126 or 127.',
    remedy: 'Check its name and its permission to run.',
  },
  W_ENV_FILE: {
    about: 'An env file holds a password others can read, or a name that means nothing.',
    remedy: 'Make the file readable to you alone; check the name.',
  },
  W_FALSE_QUOTE: {
    about:
      'A trade on finney with `--yes`, where nothing would show that the endpoint quotes a false price; or one whose least received holds only if the endpoint tells the truth about reserves.',
    remedy:
      'Give `--min-received` or `--limit-price`, or a second endpoint with `--confirm-with`; trade less at once.',
  },
  W_FALLBACK: {
    about: 'A fallback turned out to be another chain; it was not used.',
    remedy: 'Take it out of the fallbacks, or correct it.',
  },
  W_KNOWN_CHAIN: {
    about: 'Which chain answers at a URL could not be remembered or read; a trade would have been refused.',
    remedy: 'Make the folder writable, or remove the file.',
  },
  W_KEYFILE: {
    about: 'A coldkey that is not encrypted can be read by others on this machine.',
    remedy:
      'Make it readable to you alone: `chmod 600`. If others had access, move the stake to a new coldkey.',
  },
  W_JOURNAL_DAMAGED: {
    about:
      'The journal has lines that say nothing, or its end was torn and put aside; all others are in use.',
    remedy: 'Look at `taoctl journal list`; [journal.md](journal.md) tells more.',
  },
  W_LIMIT: {
    about: '`stake quote`: no price limit of the chain guards the least received; a trade would be refused.',
    remedy: 'Take the nearest tolerance that it names, or a smaller amount.',
  },
  W_MINIMUM: {
    about:
      '`stake quote`: what would be removed is worth less than the chain removes of a position it leaves something of.',
    remedy: 'Remove the whole position, or more at once.',
  },
  W_NETWORK: {
    about: '`config show`: the network is not known, so there is no endpoint.',
    remedy: 'Use finney, test, archive, local, or a URL.',
  },
  W_OPTIONAL: {
    about: 'The chain lacks something that is only shown.',
    remedy: 'Nothing: what it would show is left out.',
  },
  W_OVERRIDDEN: {
    about: '`config set`: a flag or variable comes before what was set.',
    remedy: 'Leave out the flag, or unset the variable.',
  },
  W_PASSWORD_FILE: {
    about: 'A password file can be read by others.',
    remedy: 'Make it readable to you alone: `chmod 600`.',
  },
  W_PRICE_IMPACT: {
    about: 'A trade is so large for a pool that it pays over 5% less than the price before, fee included.',
    remedy: 'Trade less at once. Over 30% and with `--yes`, only `--accept-impact` lets it through.',
  },
  W_QUEUED: {
    about: "A transaction of the same coldkey, not of this journal, waits in the node's pool and runs first.",
    remedy: 'Wait until it is in a block, unless you sent it. With `--yes`, only `--queue` goes behind it.',
  },
  W_QUOTE_MISSED: {
    about: 'On a spec taoctl was not checked on, what arrived is not what was quoted.',
    remedy: 'Look at the receipt before trading there again.',
  },
  W_REMAINDER: {
    about:
      'A trade of a whole position, or one in two calls, left something behind: it accrued, or more arrived than was quoted.',
    remedy: 'Run the command that the warning names.',
  },
  W_SETTINGS_FILE: {
    about: 'The config file, an env file, or the folder of one, can be changed by others.',
    remedy: 'Close it: `chmod go-w`. What is of another user, or open to everyone, no trade uses.',
  },
  W_SPEC: {
    about:
      'The chain runs a spec taoctl was not checked on, or has something it reads in another form. What differs is named.',
    remedy: 'Look at it item by item with `taoctl doctor`; compare plans with receipts.',
  },
  W_TAKEN_BACK: {
    about:
      'The block that a journal entry was noted to be final in does not hold it: an earlier endpoint showed a false block.',
    remedy:
      'Nothing: the entry is open again, and what became of it is found out. Do not use that endpoint again.',
  },
  W_UNVERIFIED_METADATA: {
    about: "A trade is signed without proof that the endpoint's metadata is the chain's own.",
    remedy: 'Leave out `--unverified-metadata`; use an endpoint and a runtime that can be verified.',
  },
  W_WALLET: {
    about: '`stake list --all-wallets`: a wallet is damaged and left out.',
    remedy: 'Restore the file it names.',
  },
} as const satisfies Readonly<Record<`W_${string}`, Meaning>>

export type WarningCode = keyof typeof warnings
