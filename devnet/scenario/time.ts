const form = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{3}))?Z$/

/** Milliseconds since the epoch of a UTC time such as 2026-01-01T00:00:00Z, from 1970 on; undefined for other text. */
export function parseTime(text: string): bigint | undefined {
  const match = form.exec(text)
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = match
    .slice(1)
    .map(part => +(part ?? '0'))
  const exists =
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= monthLength(year, month) &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  if (!exists) return undefined
  const seconds = ((daysBefore(year, month) + day - 1) * 24 + hour) * 3600 + minute * 60 + second
  return BigInt(seconds) * 1000n + BigInt(millisecond)
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const monthLength = (year: number, month: number) =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0)

/** Days from 1970-01-01 to the first of a month. */
function daysBefore(year: number, month: number): number {
  let days = 0
  for (let y = 1970; y < year; y += 1) days += isLeap(y) ? 366 : 365
  for (let m = 1; m < month; m += 1) days += monthLength(year, m)
  return days
}
