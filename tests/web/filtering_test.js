/**
 * One filter, one meaning: the table that both databases pass too (`tests/grid/incident/test_filters.py`), and what the phone says of
 * what it cannot tell.
 * @module
 */
import TABLE from '../tables/filters.json' with { type: 'json' }
import { read, remember } from '../../web/core/replica/cache.js'
import { listed } from '../../web/core/replica/copy.js'
import { pull } from '../../web/core/replica/copying.js'
import { giving, held } from './giving.js'
import { equal, test } from './saying.js'

const CASES =
  /** @type {any[]} */ ([...TABLE.texts.map(({ text, ...one }) => ({ ...one, filter: { text } })), ...TABLE.filters])

/** The table's incidents on this phone. @param {string} [role] */
async function here(role = 'GRID_WORKER') {
  const at = { lat: 40.032, lon: 113.152 }
  const incidents = TABLE.incidents.map(({ key, class: code, address, building, unitDoor, ...one }) =>
    held(key, {
      ...one,
      awaits: 'INTAKE',
      level: 0,
      channel: 'PATROL',
      incidentClass: { code },
      grid: { code: TABLE.grid, name: '第1网格' },
      place: { ...at, address, building, unitDoor },
    })
  )
  const catalogue = { majors: [], classes: Object.values(TABLE.classes) }
  const { server } = await giving([{ reset: true, incidents, reference: { version: 'v1', catalogue, grids: [] } }, {}])
  await pull()
  await remember('viewer', { viewer: { posts: [{ role, area: { code: TABLE.grid } }] } })
  return server
}

/** @param {any} filter */
async function found(filter) {
  return (await listed(filter, 'NEWEST_FIRST'))?.value.incidents.nodes.map((/** @type {any} */ one) => one.id).sort()
}

test('a filter finds on the phone what it finds at the server', async () => {
  await here()
  for (const one of CASES) equal([one.why, await found(one.filter)], [one.why, [...one.finds].sort()])
})

test('what waits for somebody by name, and for the word of an outsider, is found among what they may do', async () => {
  const person = { id: 'wang' }
  const rated = { reporter: person, incidentClass: { code: 'E0504' }, state: 'DISPOSED', awaits: 'CLOSER' }
  const rows = [
    held('handles', { assignee: person, awaits: 'HANDLER', state: 'IN_PROGRESS' }),
    held('rates', rated),
    held('said', { ...rated, rating: 'FAIR' }),
    held('looked-at', { ...rated, condition: { id: 'c', checkPolicy: 'ALWAYS' } }),
    held('own', { ...rated, assignee: person }),
  ]
  const catalogue = { majors: [], classes: [{ code: 'E0504', name: '店外经营', checkPolicy: 'REPORTER' }] }
  await giving([{ reset: true, incidents: rows, reference: { version: 'v1', catalogue, grids: [] } }, {}])
  await pull()
  for (const [role, ids] of [['VOLUNTEER', ['handles', 'rates']], ['GRID_WORKER', ['handles']]]) {
    await remember('viewer', { viewer: { posts: [{ role, area: { code: TABLE.grid } }] } })
    equal(await found({ mine: 'TODO' }), ids)
  }
})

test('what only the server can tell is refused by name, never left out', async () => {
  await here('COMMUNITY')
  const codes = []
  for (
    const filter of [{ unit: 'u' }, { promised: true }, { mine: 'UNIT' }, { mine: 'TODO' }, { text: '井'.repeat(201) }]
  ) {
    codes.push(await found(filter).catch(({ code, field }) => `${code} ${field}`))
  }
  equal(codes, ['FILTER_AWAY unit', 'FILTER_AWAY promised', 'FILTER_AWAY mine', 'FILTER_AWAY mine', 'SEARCH_LONG text'])
})

test('without a network the screen is told that the filter needs one, and not that there is nothing', async () => {
  const server = await here()
  server.trouble = () => 'cut'
  const operation = /** @type {any} */ ({ id: 'x', kind: 'query', name: 'Feed' })
  const seen = []
  for await (
    const one of read('Feed:{unit}', operation, {}, { otherwise: () => listed({ unit: 'u' }, 'NEWEST_FIRST') })
  ) {
    seen.push([one.data, one.failure?.code])
  }
  equal(seen, [[null, 'FILTER_AWAY']])
})
