/**
 * The last place at which a falling function is not negative: `low` if it is nowhere, `high` if it is everywhere.
 * Good to 1e-14 of the places' size, on the side where it is not negative. Values need not be finite.
 * By interpolation, truncation and projection (ITP): never slower than halving.
 */
export function lastNotNegative(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high]
  let [fa, fb] = [f(a), f(b)]
  if (!(fa >= 0)) return low
  if (fb >= 0) return high
  const tolerance = 1e-14 * Math.max(1, Math.abs(a), Math.abs(b))
  const bend = 0.2 / (b - a)
  let slack = tolerance * 2 ** (Math.ceil(Math.log2((b - a) / (2 * tolerance))) + 1)
  while (b - a > 2 * tolerance) {
    const half = (a + b) / 2
    const place = interpolated(half)
    const value = f(place)
    if (value >= 0) [a, fa] = [place, value]
    else [b, fb] = [place, value]
    slack /= 2
  }
  return a

  function interpolated(half: number): number {
    const straight = (fb * a - fa * b) / (fb - fa)
    if (!Number.isFinite(straight)) return half
    const towards = Math.sign(half - straight)
    const shift = bend * (b - a) ** 2
    const bent = shift <= Math.abs(half - straight) ? straight + towards * shift : half
    const room = slack - (b - a) / 2
    return Math.abs(bent - half) <= room ? bent : half - towards * room
  }
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

/**
 * The largest value of a function of few humps between two places: on a grid, then closer around its best points.
 * Where it is minus infinite it has no value; what has one is a stretch without gaps.
 */
export function largest(
  f: (x: number) => number,
  { low, high, points, width }: { low: number; high: number; points: number; width: number },
): number {
  const step = (high - low) / points
  if (!(step > 0)) return f(low)
  const place = (n: number) => (n === points ? high : low + n * step)
  const values = Array.from({ length: points + 1 }, (_, n) => f(place(n)))
  const value = (n: number) => values[n] ?? Number.NEGATIVE_INFINITY
  const humps = values.flatMap((v, n) =>
    v > Number.NEGATIVE_INFINITY && v >= value(n - 1) && v >= value(n + 1) ? [n] : [],
  )
  const best = humps.sort((m, n) => value(n) - value(m)).slice(0, 3)
  const towards = (n: number, next: number) =>
    next < 0 || next > points || value(next) > Number.NEGATIVE_INFINITY
      ? place(Math.min(points, Math.max(0, next)))
      : lastWithValue(f, place(n), place(next))
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...best.map(n => {
      const [from, to] = [towards(n, n - 1), towards(n, n + 1)]
      return Math.max(value(n), f(from), f(to), topOf(f, from, to, width))
    }),
  )
}

/** The last place on the way from one with a value to one without that has a value. */
function lastWithValue(f: (x: number) => number, from: number, to: number): number {
  let [within, beyond] = [from, to]
  for (let halvings = 50; halvings > 0; halvings -= 1) {
    const half = (within + beyond) / 2
    if (f(half) > Number.NEGATIVE_INFINITY) within = half
    else beyond = half
  }
  return within
}

/** The top of one hump, by golden section down to a width. */
function topOf(f: (x: number) => number, low: number, high: number, width: number): number {
  let [a, b] = [low, high]
  let [c, d] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)]
  let [fc, fd] = [f(c), f(d)]
  while (b - a > width) {
    if (fc >= fd) {
      ;[b, d, fd] = [d, c, fc]
      c = b - GOLDEN * (b - a)
      fc = f(c)
    } else {
      ;[a, c, fc] = [c, d, fd]
      d = a + GOLDEN * (b - a)
      fd = f(d)
    }
  }
  return Math.max(fc, fd)
}
