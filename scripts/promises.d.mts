/** A promise in the words of its page, the files that keep it, and the tests that hold it by their titles. */
export interface Promised {
  readonly says: string
  readonly kept: readonly string[]
  readonly held: Readonly<Record<string, string>>
}

/** Promises by the page that makes them. */
export type Promises = Readonly<Record<string, readonly Promised[]>>

export function problemsOf(promises: Promises, read: (path: string) => string | undefined): readonly string[]
export function pageOf(promises: Promises): string
