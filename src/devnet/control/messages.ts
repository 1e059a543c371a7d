import type { AddedFault, Fault, Faults } from '../wire/fault.ts'
import { ControlError } from './error.ts'

/** Faults of messages between clients and node. */
export interface MessageControl {
  /** Strikes requests that come from now on, their answers, and all notifications. Answers its number. @throws ControlError */
  add(fault: Fault): number
  /** False if there is none of this number. */
  remove(id: number): boolean
  clear(): void
  list(): readonly AddedFault[]
}

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
