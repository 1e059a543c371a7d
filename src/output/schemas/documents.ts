import type { TSchema } from 'typebox'
import { errorSchema } from './error.ts'
import { journalAuditSchema, journalResumeSchema, journalSchemas } from './journal.ts'
import {
  devnetAccountsSchema,
  devnetStartedSchema,
  doctorSchema,
  schemaSchema,
  walletListSchema,
} from './machine.ts'
import { quoteSchema } from './quote.ts'
import { settingsSchemas } from './settings.ts'
import { stakeListAllSchema, stakeListSchema } from './stake-list.ts'
import { subnetSchemas } from './subnet.ts'
import { tradeSchema } from './trade.ts'
import { validatorListSchema } from './validator.ts'

/**
 * What each command prints with --json when it succeeds, by its words; `error` is what all of them print when they
 * fail; `stake list-all` is `stake list --all-wallets`. `devnet exec` prints what the command it runs prints.
 */
export const documents: Readonly<Record<string, TSchema>> = {
  error: errorSchema,
  'stake list': stakeListSchema,
  'stake list-all': stakeListAllSchema,
  'stake quote': quoteSchema,
  'stake swap': tradeSchema('stake.swap'),
  'stake swap-all': tradeSchema('stake.swap-all'),
  'stake move': tradeSchema('stake.move'),
  'stake transfer': tradeSchema('stake.transfer'),
  'stake add': tradeSchema('stake.add'),
  'stake remove': tradeSchema('stake.remove'),
  'stake remove-all': tradeSchema('stake.remove-all'),
  'subnet list': subnetSchemas.list,
  'subnet show': subnetSchemas.show,
  'subnet price': subnetSchemas.price,
  'validator list': validatorListSchema,
  'wallet list': walletListSchema,
  'journal list': journalSchemas.list,
  'journal show': journalSchemas.show,
  'journal resume': journalResumeSchema,
  'journal audit': journalAuditSchema,
  'devnet start': devnetStartedSchema,
  'devnet accounts': devnetAccountsSchema,
  'config show': settingsSchemas.show,
  'config get': settingsSchemas.get,
  'config set': settingsSchemas.set,
  'config unset': settingsSchemas.unset,
  doctor: doctorSchema,
  schema: schemaSchema,
}
