/** What a report becomes: JSON for scripts, text for people. A command never knows which is shown. */
export interface Face<R> {
  readonly schema: `taoctl/${string}/v${number}`
  human(report: R, style: Style): string
  json(report: R): Json
}

export interface Style {
  readonly width: number
  readonly paint: Paint
}

/** Colours, or nothing where colour is off. */
export type Paint = (kind: 'strong' | 'dim' | 'good' | 'bad' | 'warn', text: string) => string

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }
  | { toJSON(): unknown }
