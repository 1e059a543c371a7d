// Writes src/chain/metadata/fingerprints.json: of every item in surface.ts the shape that each spec has, from SCALE
// metadata (V15 or V16) in a folder: files named finney-<spec>*.scale or localnet-<spec>*.scale. Specs whose files are
// not there keep what was written of them, as long as the surface is the same.
//
//   node scripts/fingerprints.mjs [folder]
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const DATA = 'src/chain/metadata/fingerprints.json'
const [folder = '../shared/metadata'] = process.argv.slice(2)
const SOURCE = `
  export { surface } from './src/chain/metadata/surface.ts'
  export { itemName } from './src/scale/describe.ts'
  export { readRuntime } from './src/scale/runtime.ts'
`

const made = await mkdtemp('node_modules/.fingerprints-')
const bundle = join(made, 'bundle.mjs')
await build({
  stdin: { contents: SOURCE, resolveDir: process.cwd(), loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  outfile: bundle,
})
const { surface, itemName, readRuntime } = await import(join(process.cwd(), bundle))
await rm(made, { recursive: true })

const names = (await readdir(folder).catch(() => [])).filter(name =>
  /^(finney|localnet)-\d+.*\.scale$/.test(name),
)
const old = JSON.parse(await readFile(DATA, 'utf8').catch(() => '{}'))
const shapes = new Map(surface.map(item => [itemName(item), new Map()]))
const note = (name, shape, spec) => {
  const of = shapes.get(name)
  of?.set(
    shape,
    [...new Set([...(of.get(shape) ?? []), spec])].sort((a, b) => a - b),
  )
}
const read = new Set()
for (const name of names.sort()) {
  const spec = Number(name.match(/\d+/)[0])
  let runtime
  try {
    runtime = readRuntime(await readFile(join(folder, name)))
  } catch (error) {
    console.log(`${name}: left out, ${error.message}`)
    continue
  }
  read.add(spec)
  console.log(`${name}: read as spec ${spec}`)
  for (const item of surface) {
    // A chain of one's own has blocks of its own length.
    if (item.pallet === 'Aura' && name.startsWith('localnet')) continue
    note(itemName(item), runtime.describe(item) ?? 'absent', spec)
  }
}
for (const [name, of] of Object.entries(old)) {
  for (const [shape, specs] of Object.entries(of)) {
    for (const spec of specs) if (!read.has(spec)) note(name, shape, spec)
  }
}
const sorted = Object.fromEntries([...shapes].map(([name, of]) => [name, Object.fromEntries(of)]))
await writeFile(DATA, JSON.stringify(sorted, null, 2))
execFileSync('npx', ['biome', 'format', '--write', DATA], { stdio: 'inherit' })
