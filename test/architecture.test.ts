import { globSync } from 'node:fs'
import { readFileSync } from 'node:fs'
