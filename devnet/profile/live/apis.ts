import { accountId, alpha, netuid, tao } from '../../metadata/common.ts'
import { type ApiDefinition, apis as apis425 } from '../../metadata/runtime-apis.ts'
import { option, struct, tuple, u32, u64, vec } from '../../metadata/type.ts'

const info = 'pallet_subtensor::rpc_info::basket_info'
const ofAccount = [{ name: 'AccountId', type: accountId }]
const position = struct(
  `${info}::BasketPosition`,
  {
    hotkey: accountId,
    beta: u64,
    beta_total: u64,
    nav_tao: tao,
    value_tao: tao,
    spot_value_tao: tao,
  },
  ofAccount,
)
/**
 * What a claim would do. Not in any metadata that was published with its runtime APIs: the order of the fields is that
 * of a decoder checked against spec 469, their names those of the SDK of spec 475.
 */
const preview = struct(
  `${info}::BasketClaimPreview`,
  {
    hotkey: accountId,
    owed_shares: u64,
    accrued_tao: tao,
    redeemable_tao: tao,
    forfeited_tao_est: tao,
    rows: u32,
    rows_to_sell: u32,
    dust_rows: u32,
    swept: u32,
    flushed_credits: u32,
  },
  ofAccount,
)

const hotkey = accountId
const coldkey = accountId

const baskets: ApiDefinition = {
  name: 'BetaBasketRuntimeApi',
  id: '43580abff6baab45',
  version: 5,
  methods: {
    get_root_basket_owed: { inputs: { coldkey }, output: tao },
    get_basket_payout: { inputs: { hotkey, coldkey }, output: tao },
    get_validator_basket_nav: { inputs: { hotkey }, output: tao },
    get_validator_basket: { inputs: { hotkey }, output: vec(tuple(netuid, alpha, tao)) },
    get_root_basket_positions: { inputs: { coldkey }, output: vec(tuple(accountId, u64, tao)) },
    get_basket_position: { inputs: { hotkey, coldkey }, output: option(position) },
    get_root_basket_portfolio: { inputs: { coldkey }, output: vec(position) },
    get_basket_claim_preview: { inputs: { hotkey, coldkey }, output: option(preview) },
    get_root_basket_claim_previews: { inputs: { coldkey }, output: vec(preview) },
  },
}

/** Runtime APIs of spec 475, as far as clients that stake ask them. */
export const liveApis: readonly ApiDefinition[] = [...apis425, baskets]
