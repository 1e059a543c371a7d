import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../types/compile.ts'

const exec = promisify(execFile)

export interface PackedFile {
  readonly path: string
  readonly size: number
  readonly mode: number
}

/** The tarball that would be published, unpacked as a dependency of an otherwise empty project. */
export interface Project {
  /** The project; taoctl is in node_modules with its declared dependencies beside it and nothing else. */
  readonly folder: string
  readonly taoctl: string
  readonly files: readonly PackedFile[]
  /** Bytes of the tarball. */
  readonly size: number
  write(path: string, text: string): Promise<void>
  remove(): Promise<void>
}

/**
 * Packs what is built, and unpacks it into an empty project whose dependencies are links to those of this repository:
 * no network is needed.
 */
export async function makeProject(): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'taoctl-pack-'))
  const pack = await exec('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    maxBuffer: 16 * 1024 * 1024,
  })
  const [packed] = JSON.parse(pack.stdout) as readonly {
    readonly filename: string
    readonly size: number
    readonly files: readonly PackedFile[]
  }[]
  if (!packed) throw new Error(`npm packed nothing: ${pack.stderr}`)
  const taoctl = join(folder, 'node_modules/taoctl')
  await mkdir(taoctl, { recursive: true })
  await exec('tar', ['-xzf', join(folder, packed.filename), '--strip-components=1', '-C', taoctl])
  const { dependencies } = JSON.parse(await readFile(join(taoctl, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, 'node_modules', name)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(root, 'node_modules', name), link)
  }
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await write('package.json', JSON.stringify({ name: 'someone-elses', private: true, type: 'module' }))
  return {
    folder,
    taoctl,
    files: packed.files,
    size: packed.size,
    write,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
