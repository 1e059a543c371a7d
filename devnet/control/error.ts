/** What was asked of the development chain cannot be done; nothing changed. The message says why. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
}
