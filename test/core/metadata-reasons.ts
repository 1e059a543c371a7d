/** Why something is not the same in every metadata, and what taoctl does about it. The first that fits a row counts. */
export interface Reason {
  /** Fits `kind Pallet.name`. */
  readonly fits: RegExp
  readonly why: string
  readonly taoctl: string
}

const named = 'Looks indices up by name in the metadata it got; nothing to do.'
const never = 'Never uses it.'

export const reasons: readonly Reason[] = [
  {
    fits: /KeepStakeBlockedByCollateral|InsufficientTaoBalance|SubtensorModule\.InsufficientBalance|InvalidNumRootClaim|InvalidSubnetNumber/,
    why: 'Errors were inserted, renamed and removed after spec 425, which shifts the indices of those behind.',
    taoctl: named,
  },
  {
    fits: /^error SubtensorModule\.DynamicTempoBlockedByCommitReveal/,
    why: 'Belongs to features younger than that spec.',
    taoctl: named,
  },
  {
    fits: /lock|Lock|StakeUnavailable|AccountRejectsLockedAlpha|AccountFlags|MaturityRate|UnlockRate/,
    why: 'Locks came after spec 393.',
    taoctl: 'Where they are missing nothing is locked: all stake counts as available.',
  },
  {
    fits: /get_stake_availability_for_coldkeys/,
    why: 'Came with the locks, after spec 393.',
    taoctl: '`stake list` warns (W_OPTIONAL) and leaves available and locked out.',
  },
  {
    fits: /AlphaV2|TotalHotkeySharesV2/,
    why: 'Shares became decimal floating-point numbers after spec 393.',
    taoctl:
      'Reads stake through StakeInfoRuntimeApi, which knows the form of its day; what a position will read it computes from the shares, in the form there is.',
  },
  {
    fits: /SwapBalancer|PalSwapInitialized|SwapInputTooLarge|ReservesOutOfBalance/,
    why: 'The weighted pool came after spec 393; the profile next has an ellipse in place of its weights.',
    taoctl:
      'Without the weights it quotes by simulation; several trades through one pool then within a bound it states.',
  },
  {
    fits: /SwapSuperellipse|InvalidSlippageTarget/,
    why: 'Pools on an ellipse: code of branches, in no runtime that is known to have run. The profile next has it.',
    taoctl: 'Computes with it once it has given the answers of the runtime.',
  },
  {
    fits: /AlphaSqrtPrice|CurrentLiquidity|SwapV3Initialized/,
    why: 'Pools of positions between ticks, before the balancer. The development chain computes these from the reserves.',
    taoctl: never,
  },
  {
    fits: /InitialMinStake/,
    why: 'The minimum stake was a value of the code before it became a constant.',
    taoctl: 'Takes 2,000,000 rao, the value it had, where it is not published.',
  },
  {
    fits: /move_stake_limit/,
    why: 'Came after spec 425.',
    taoctl:
      'Moves across subnets by it where it is there, else by a move and a swap. Takes it as a sign that more than there is is refused.',
  },
  {
    fits: /InitialMinTransfer/,
    why: 'Came after spec 425.',
    taoctl: 'Takes the least stake for the least transfer where it is not published.',
  },
  {
    fits: /transfer_stake_and_hotkey/,
    why: 'Came after spec 425.',
    taoctl: never,
  },
  {
    fits: /ColdkeySwap/,
    why: 'Swaps of coldkeys by announcement came between specs 365 and 393.',
    taoctl: 'Where they are missing no account can be frozen by one.',
  },
  {
    fits: /CheckShieldedTxValidity/,
    why: 'Shielded transactions came between specs 365 and 393.',
    taoctl: 'Takes the list of extensions from the metadata; this one writes no bytes.',
  },
  {
    fits: /sim_swap_/,
    why: 'The answer tells the slippage since spec 393.',
    taoctl: 'Reads amounts and fees, which all of them have.',
  },
  {
    fits: /current_alpha_price_all/,
    why: 'Came between specs 365 and 393.',
    taoctl: 'Asks for prices one by one.',
  },
  {
    fits: /validate_transaction|query_info|query_fee_details/,
    why: 'The type of an extrinsic names its extensions, of which spec 365 has others.',
    taoctl: 'Gives the extrinsic as bytes; the type is opaque to it.',
  },
  {
    fits: /get_subnet_account_id|get_coldkey_lock|get_coldkey_auto_stake_hotkey|get_proxy/,
    why: 'Runtime APIs that came after spec 393.',
    taoctl: never,
  },
  {
    fits: /^error Swap\./,
    why: 'The pallet was rewritten with the balancer.',
    taoctl: named,
  },
  {
    fits: /^error SubtensorModule\.(Voting|InvalidVoting|TooManyUIDs|Deprecated|AddStakeBurn|DisabledTemporarily|NewHotKey|InvalidReveal|RegistrationPrice|CannotUseSystem|UnlockAmount|Tempo|ActivityCutoff|Epoch|AutoEpoch|DynamicTempo|AnnouncedColdkey|NoExisting|ActiveLock|InsufficientStake)/,
    why: 'Belongs to features younger than that spec.',
    taoctl: named,
  },
  {
    fits: /^item SubtensorModule\.SubnetProtocolAlpha/,
    why: 'Liquidity of the protocol is counted apart since the balancer.',
    taoctl: never,
  },
  {
    fits: /set_real_pays_fee|RealPaysFee/,
    why: 'That the real account of a proxy pays its fees came after the older specs.',
    taoctl: never,
  },
  {
    fits: /^extension SubtensorTransactionExtension/,
    why: 'Its type has another form in an older spec; it writes no bytes in any.',
    taoctl: 'Takes the list of extensions from the metadata.',
  },
  {
    fits: /MaxAllowedUids/,
    why: 'Its default is another in an older spec.',
    taoctl: never,
  },
]
