import { describe, expect, test } from 'vitest'
import { makeBlock, type NodeBlock } from '../../../devnet/node/block.ts'
import { ownGenesis } from '../../../devnet/node/known-networks.ts'
import { createTree, stateHistory, type Tree } from '../../../devnet/node/tree.ts'
import { createState } from '../../../devnet/state/state.ts'

const root = `0x${'11'.repeat(32)}` as const

function block(parent: NodeBlock | undefined, mark: string): NodeBlock {
  const header = {
    number: parent === undefined ? 0 : parent.header.number + 1,
    parentHash: parent?.hash ?? root,
    stateRoot: root,
    extrinsicsRoot: root,
    digest: [{ other: mark }],
  }
  return makeBlock({ header, extrinsics: [], timestamp: 0n })
}

const genesis = block(undefined, 'genesis')
const start = () => createTree(genesis, createState())

/** Adds a line of blocks below a parent. */
function grow(tree: Tree, parent: NodeBlock, mark: string, count: number): NodeBlock[] {
  const line: NodeBlock[] = []
  for (let i = 0; i < count; i += 1) {
    const next = block(line.at(-1) ?? parent, mark)
    tree.add(next, createState())
    line.push(next)
  }
  return line
}

describe('a tree of blocks', () => {
  test('the highest block is best, the first of equals stays', () => {
    const tree = start()
    const [a1, a2] = grow(tree, genesis, 'a', 2)
    grow(tree, genesis, 'b', 2)
    expect(tree.best()).toBe(a2)
    expect(tree.at(1)).toBe(a1)
    expect(tree.at(3)).toBeUndefined()
  })

  test('a longer fork takes over and says what left and what came', () => {
    const tree = start()
    const [a1, a2] = grow(tree, genesis, 'a', 2)
    const [b1, b2] = grow(tree, genesis, 'b', 2)
    if (b2 === undefined) throw new Error('no block')
    const b3 = block(b2, 'b')
    expect(tree.add(b3, createState())).toEqual({ retracted: [a2, a1], enacted: [b1, b2, b3] })
    expect([1, 2, 3].map(tree.at)).toEqual([b1, b2, b3])
  })

  test('an ancestor is found on the branch asked for', () => {
    const tree = start()
    const [a1, a2] = grow(tree, genesis, 'a', 3)
    const [b1, b2] = grow(tree, genesis, 'b', 2)
    if (a2 === undefined || b2 === undefined) throw new Error('no block')
    expect(tree.ancestor(b2, 1)).toBe(b1)
    expect(tree.ancestor(a2, 1)).toBe(a1)
    expect(tree.ancestor(b2, 0)).toBe(genesis)
    expect(tree.ancestor(b2, 3)).toBeUndefined()
  })

  test('finality takes the ancestors with it, kills forks beside it and never goes back', () => {
    const tree = start()
    const [a1, a2, a3] = grow(tree, genesis, 'a', 3)
    const [b1, b2] = grow(tree, genesis, 'b', 2)
    if (a2 === undefined || b1 === undefined || b2 === undefined) throw new Error('no block')
    expect(tree.finalize(a2).finalized).toEqual([a1, a2])
    expect(tree.best()).toBe(a3)
    expect(tree.state(b2)).toBeUndefined()
    expect(() => tree.finalize(b2)).toThrow('does not descend')
    grow(tree, b2, 'b', 5)
    expect(tree.best()).toBe(a3)
  })

  test('finality of a fork moves the best chain to it', () => {
    const tree = start()
    const [a1] = grow(tree, genesis, 'a', 1)
    const [b1] = grow(tree, genesis, 'b', 1)
    if (b1 === undefined) throw new Error('no block')
    expect(tree.finalize(b1)).toEqual({ retracted: [a1], enacted: [b1], finalized: [b1] })
    expect(tree.best()).toBe(b1)
  })

  test('old states are let go, that of genesis stays', () => {
    const tree = start()
    const line = grow(tree, genesis, 'a', stateHistory + 2)
    expect(line.map(entry => tree.state(entry) !== undefined).slice(0, 4)).toEqual([false, false, true, true])
    expect(tree.state(genesis)).toBeDefined()
  })

  test('a block without its parent is refused', () => {
    const orphan = block(block(genesis, 'unknown'), 'orphan')
    expect(() => start().add(orphan, createState())).toThrow('parent')
  })
})

test('the genesis hashes of public networks are refused by name', () => {
  expect(() => ownGenesis('0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03')).toThrow(
    'finney',
  )
  expect(() => ownGenesis('0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105')).toThrow(
    'test',
  )
  expect(ownGenesis(root)).toBe(root)
})
