import { csv } from '../../web/core/csv.js'
import { around, clustered, holds, levelOf, wider, worst } from '../../web/core/place/mapping.js'
import { equal } from './saying.js'

Deno.test('a table opens in a spreadsheet: mark, commas, quotes, lines, and nothing that would be run', () => {
  const text = csv([['编号', '地点'], ['1120-00031', '云栖路 18 号, "东口"'], ['=1+1', 3], ['-2', -2], [null, 'a\nb']])
  equal(
    text,
    '\ufeff编号,地点\r\n1120-00031,"云栖路 18 号, ""东口"""\r\n\'=1+1,3\r\n\'-2,-2\r\n,"a\nb"\r\n',
  )
})

Deno.test('the nearer the view, the smaller the areas that it is drawn with', () => {
  const view = (/** @type {number} */ high) => ({ south: 40, west: 113, north: 40 + high, east: 113 + high })
  equal([0.01, 0.05, 0.3].map((high) => levelOf(view(high))), ['GRID', 'COMMUNITY', 'STREET'])
})

Deno.test('marks on each other are one mark with the worst light, and none is lost', () => {
  const marks = [
    { id: 'a', lat: 1, lon: 1, light: 'GREEN' },
    { id: 'b', lat: 1, lon: 1.1, light: 'RED' },
    { id: 'c', lat: 9, lon: 9, light: 'GREEN' },
  ]
  const groups = clustered(marks, ({ lat, lon }) => ({ x: lon * 10, y: lat * 10 }))
  equal(groups.map((group) => group.inside.map((mark) => mark.id)), [['a', 'b'], ['c']])
  equal(groups.map((group) => worst(group.inside)), ['RED', 'GREEN'])
  equal(worst([]), 'NONE')
})

Deno.test('a view that was asked for with room around it need not be asked again when it moves a little', () => {
  const view = { south: 40, west: 113, north: 41, east: 114 }
  equal(holds(wider(view), { south: 40.4, west: 113.4, north: 41.4, east: 114.4 }), true)
  equal(holds(wider(view), { south: 40.6, west: 113, north: 41.6, east: 114 }), false)
  equal(around([[[113, 40], [114, 41]], [[112, 40.5]]]), { south: 40, west: 112, north: 41, east: 114 })
  equal(around([]), null)
})
