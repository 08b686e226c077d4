/**
 * Text is what it looks like: one table of cases, which the server passes too (`tests/test_text.py`).
 * @module
 */
import { code, kept, lengthOf, line, runs } from '../../web/core/text.js'
import CASES from '../tables/text.json' with { type: 'json' }
import { equal, is, test } from './saying.js'

const WAYS = /** @type {Record<string, (text: string) => any>} */ ({ kept, line, code, runs })

for (const one of /** @type {any[]} */ (CASES)) {
  test(`what is kept is what can be seen: ${one.why}`, () => {
    for (const [name, way] of Object.entries(WAYS)) if (name in one) equal([name, way(one.typed)], [name, one[name]])
  })
}

test('a picture counts as one character, as at the server', () => is(lengthOf('👍坏'), 2))
