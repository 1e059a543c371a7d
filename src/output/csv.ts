/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * Comma-separated values as RFC 4180 has them, header first. The last line lacks its line feed, which whoever writes a
 * result adds.
 */
export function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows].map(row => row.map(field).join(',')).join('\r\n')}\r`
}

/** Text from elsewhere, which no spreadsheet shall compute. */
export function csvText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
