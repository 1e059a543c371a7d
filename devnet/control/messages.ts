import type { Faults } from '../wire/fault.ts'
import { ControlError } from './error.ts'
import type { MessageControl } from './types.ts'

/** Control over the faults of a node's connections. */
export function messageControl({ add, remove, clear, list }: Faults): MessageControl {
  return {
    add: fault => {
      if (fault.direction === 'notification' && fault.kind === 'error') {
        throw new ControlError('a notification is no answer, so it cannot be an error')
      }
      return add(fault)
    },
    remove,
    clear,
    list,
  }
}
