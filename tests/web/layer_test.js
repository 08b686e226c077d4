/**
 * A community's layer on a phone: unpacked, kept with the copy, named by what is nearest, and drawn as far as there is room.
 * @module
 */
import { buildingsOf, communityOf, decoded, nearest } from '../../web/core/place/layer.js'
import { holds, reworded } from '../../web/core/place/naming.js'
import { laidAnew } from '../../web/core/place/mapping.js'
import { isOfStreet } from '../../web/core/place/outdoors.js'
import { projection } from '../../web/core/place/projection.js'
import { gridAt } from '../../web/core/place/territory.js'
import { layerOf } from '../../web/core/replica/layers.js'
import { allOf, put } from '../../web/core/replica/store.js'
import { copied } from '../../web/ui/copied.js'
import { fitting, inside as lyingIn, labelsOf } from '../../web/ui/map/ground.js'
import { wayTo } from '../../web/ui/incident/going.js'
import { browserOf } from '../../web/ui/report/allow.js'
import { equal, is, test } from './saying.js'
import { scene } from './scene.js'

/** Houses of 40 × 10 m in a row, a gate, and two grids: one's own and the neighbour's. */
const told = {
  digest: 'a',
  code: '140214018001',
  name: '云栖社区',
  synthetic: true,
  source: '示意',
  origin: [113_150_000, 40_030_000],
  roads: [['云栖路', [0, 500, 2000, 0]]],
  buildings: [
    ['10 号楼', 2, 6, 0, [1500, 1000, 470, 0, 0, 90, -470, 0]],
    ['6 号楼', 3, 11, 1, [500, 1000, 470, 0, 0, 90, -470, 0]],
    ['', 0, 0, 0, [500, 1300, 470, 0, 0, 90, -470, 0]],
  ],
  points: [['GATE', '东门', 2000, 600], ['ANCHOR', '快递站', 600, 800]],
  grids: [
    ['140214018001001', '云栖社区 第1网格', [
      0,
      0,
      2000,
      0,
      0,
      2000,
      -2000,
      0,
      0,
      -2000,
    ]],
    ['140214018002001', '泉边社区 第1网格', [
      2000,
      0,
      2000,
      0,
      0,
      2000,
      -2000,
      0,
      0,
      -2000,
    ]],
  ],
}
const layer = decoded(/** @type {any} */ (told))
const inside = { lat: 40.03104, lon: 113.1507 } // of 6 号楼

Deno.test('what was packed as steps lies where it was', () => {
  const [ten, six] = layer.buildings
  equal(six?.ring[0], [113.1505, 40.031])
  equal(six?.ring.at(-1), six?.ring[0])
  equal([ten?.units, ten?.floors, ten?.basements], [2, 6, 0])
  equal([layer.marks[0]?.name, layer.marks[0]?.lat, layer.marks[0]?.lon], ['东门', 40.0306, 113.152])
})

Deno.test('the three nearest names are told, a house that one stands in at 0 m, and nothing that is far', () => {
  const found = nearest(layer, inside)
  equal(found.map(({ name }) => name), ['6 号楼', '快递站', '10 号楼'])
  equal(found[0]?.metres, 0)
  equal(Math.round(found[1]?.metres ?? 0), 28)
  equal(nearest(layer, { lat: 40.05, lon: 113.15 }), [])
})

Deno.test('a point of the neighbour is in the grid that the layer names, and beyond both in none', () => {
  equal(
    gridAt({ lat: 40.031, lon: 113.153 }, layer.grids)?.name,
    '泉边社区 第1网格',
  )
  equal(gridAt({ lat: 40.04, lon: 113.153 }, layer.grids), null)
  equal(communityOf(inside, layer.grids), '140214018001')
  equal(communityOf({ lat: 40.04, lon: 113.16 }, layer.grids), '140214018002')
  equal(communityOf(inside, []), null)
})

Deno.test('houses of a grid come by number, or the nearest first, and none without a name', () => {
  const [own] = layer.grids
  equal(buildingsOf(layer, own ?? null, null).map(({ name }) => name), [
    '6 号楼',
    '10 号楼',
  ])
  equal(
    buildingsOf(layer, own ?? null, { lat: 40.031, lon: 113.152 }).map((
      { name },
    ) => name),
    ['10 号楼', '6 号楼'],
  )
  equal(buildingsOf(layer, layer.grids[1] ?? null, null), [])
})

Deno.test('names that would lie on each other or over the edge are left out, the more useful stay', () => {
  const view = projection(inside, { width: 360, height: 220, metres: 240 })
  const box = { west: 113.149, south: 40.03, east: 113.1525, north: 40.032 }
  const labels = labelsOf(layer, view, box, 240)
  equal(labels.map(({ text }) => text), [
    '东门',
    '快递站',
    '10',
    '6',
    '云栖路',
  ])
  const near = [{ text: '快递站', x: 20, y: 50 }, {
    text: '卫生室',
    x: 30,
    y: 55,
  }, { text: '东门', x: 350, y: 50 }]
  equal(
    fitting(near, { width: 360, height: 220, em: 12 }).map(({ text }) => text),
    ['快递站'],
  )
  equal(labelsOf(layer, view, box, 2000), [])
})

Deno.test('a manhole lies in the street and a dispute in a house; a class that is not known says nothing', () => {
  const majors = [{ code: 'C01', kind: 'COMPONENT' }, {
    code: 'E21',
    kind: 'OCCURRENCE',
  }]
  const of = (/** @type {string} */ code) => isOfStreet({ major: { code } }, majors)
  equal(
    [of('C01'), of('E05'), of('E21'), of('E31'), isOfStreet(null, majors)],
    [true, true, false, false, false],
  )
})

Deno.test('each browser is told in its own words how to allow a fix', () => {
  const android =
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126 Mobile Safari/537.36'
  equal(
    [
      android,
      `${android} MicroMessenger/8.0`,
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1',
      'Mozilla/5.0 (X11; Linux)',
    ]
      .map(browserOf),
    ['android', 'wechat', 'ios', 'desk'],
  )
})

Deno.test('a map app gets the point as it is in WGS-84, with a name that closes no bracket', () => {
  const place = { lat: 40.0552747, lon: 113.1726743 }
  equal(
    wayTo(place, '云栖里(东)', 'Android'),
    'geo:40.055275,113.172674?q=40.055275,113.172674(%E4%BA%91%E6%A0%96%E9%87%8C%20%E4%B8%9C%20)',
  )
  equal(wayTo(place, '东门', 'iPhone'), 'maps:?ll=40.055275,113.172674&q=%E4%B8%9C%E9%97%A8')
  equal([wayTo(place, '东门', 'X11; Linux'), wayTo({ lat: null, lon: null }, '东门', 'iPhone')], [null, null])
})

Deno.test('an address is copied also where there is no certificate, and who cannot have it copied is told', async () => {
  /** @type {string[]} */
  const done = []
  const field = { select: () => done.push('select'), remove: () => done.push('remove') }
  const focus = () => done.push('focus')
  const document = (/** @type {boolean} */ lets) => /** @type {any} */ ({
    activeElement: { focus },
    body: { append: () => done.push('append') },
    createElement: () => field,
    querySelector: () => null,
    execCommand: () => (done.push('copy'), lets),
  })
  is(await copied('东门', { navigator: {}, document: document(true) }), true)
  equal(done, ['append', 'select', 'copy', 'remove', 'focus'])
  is(await copied('东门', { navigator: {}, document: document(false) }), false)
  const refuses = { clipboard: { writeText: () => Promise.reject(new Error()) } }
  is(await copied('东门', { navigator: refuses, document: document(true) }), false)
})

test('a layer is asked for once a day, also where there is none', async () => {
  const server = await scene()
  const asked = () => server.heard.filter(({ path }) => path.startsWith('/layers/')).length
  server.trouble = ({ path }) =>
    !path.startsWith('/layers/')
      ? null
      : path.endsWith('1')
      ? Response.json(told)
      : Response.json({ problems: [] }, { status: 404 })
  for (let n = 0; n < 3; n++) {
    is(await layerOf('140214018002'), null)
    is((await layerOf('140214018001'))?.name, '云栖社区')
  }
  is(asked(), 2)
  const [none] = (await allOf('cache', 'wang')).filter(({ key }) => key === 'layer:140214018002')
  await put('cache', { ...none, fetchedAt: Date.now() - 25 * 3600_000 })
  server.trouble = () => Response.json({ ...told, digest: 'b', name: '泉边社区' })
  is((await layerOf('140214018002'))?.name, '泉边社区')
})

Deno.test('what a chip says stands behind what was written, gives way to another chip, and goes when the place is moved', () => {
  const first = reworded('台阶下面', '', '6 号楼旁')
  equal([first, reworded('', '', '东门旁')], ['台阶下面 6 号楼旁', '东门旁'])
  equal(reworded(first, '6 号楼旁', '东门旁'), '台阶下面 东门旁')
  equal([reworded(first, '6 号楼旁'), reworded('6 号楼旁', '6 号楼旁')], ['台阶下面', ''])
  equal(reworded('6 号楼旁 台阶', '6 号楼旁'), '台阶')
  equal(['16 号楼旁', '6 号楼旁的台阶'].map((line) => reworded(line, '6 号楼旁')), ['16 号楼旁', '6 号楼旁的台阶']) // theirs now
  equal([holds(first, '6 号楼旁'), holds('16 号楼旁', '6 号楼旁'), holds(undefined, '东门旁')], [true, false, false])
})

Deno.test('a map that is moved a little draws no house anew; of a layer only what lies around the view is drawn', () => {
  const view = { south: 40.03, west: 113.15, north: 40.032, east: 113.1512 }
  const seen = { layer, zoom: 17, view, under: null }
  const now = /** @type {any} */ (laidAnew(undefined, seen))
  const moved = { ...view, west: 113.1503, east: 113.1515 }
  equal([laidAnew(now, seen), laidAnew(now, { ...seen, view: moved })], [null, null])
  for (const other of [{ zoom: 18 }, { layer: { ...layer } }, { under: [] }, { view: { ...view, east: 113.16 } }]) {
    is(laidAnew(now, { ...seen, ...other })?.layer, other.layer ?? layer)
  }
  const far = laidAnew(now, { ...seen, layer: null })
  equal([far?.layer, laidAnew(/** @type {any} */ (far), { ...seen, layer: null, zoom: 13 })], [null, null])
  const { buildings, marks, roads } = lyingIn(layer, view)
  equal([buildings.length, marks.map(({ name }) => name), roads.length], [2, ['快递站'], 1])
})
