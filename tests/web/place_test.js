/**
 * Where it is: one fix, places without one, the grid of a point, metres and the mini-map.
 * @module
 */

import { fix, gps, pin } from '../../web/core/place/locate.js'
import { address, recentPlaces, rememberPlace } from '../../web/core/place/recent.js'

import { gridNamed } from '../../web/core/place/naming.js'
import { projection } from '../../web/core/place/projection.js'
import { isRough } from '../../web/core/place/rough.js'
import { alike, distance, gridAt, moved } from '../../web/core/place/territory.js'

import { equal, is, test, truthy } from './saying.js'
import { scene } from './scene.js'

const position = {
  coords: { latitude: 40.030001234, longitude: 113.15, accuracy: 11.2 },
  timestamp: 1_795_417_320_000,
}

/**
 * @param {(ok: (position: any) => void, no: (error: any) => void, options: any) => void} getCurrentPosition
 * @returns {any}
 */
const device = (getCurrentPosition) => ({ getCurrentPosition })

test('a fix is asked for once, waits ten seconds, and keeps a centimetre and the accuracy', async () => {
  await scene()
  /** @type {any[]} */
  const asked = []
  const place = await fix(
    device((ok, _no, options) => (asked.push(options), ok(position))),
  )
  equal(place, {
    source: 'GPS',
    lat: 40.0300012,
    lon: 113.15,
    accuracyM: 12,
    confirmedAt: '2026-11-23T07:02:00.000Z',
  })
  equal([asked.length, asked[0].timeout], [1, 10_000])
})

test('a refused fix and a late one are told apart', async () => {
  await scene()
  const failing = (/** @type {number} */ code) => fix(device((_ok, no) => no({ code }))).catch((error) => error.code)
  equal([await failing(1), await failing(2), await failing(3)], [
    'GEO_DENIED',
    'GEO_TIMEOUT',
    'GEO_TIMEOUT',
  ])
})

test('the three kinds of place claim only what they know', () => {
  equal(gps(position).source, 'GPS')
  equal(pin(40.03, 113.15, 0), {
    source: 'PIN',
    lat: 40.03,
    lon: 113.15,
    confirmedAt: '1970-01-01T00:00:00.000Z',
  })
  const floor = address({
    gridCode: '140214018001001',
    building: '6 号楼',
    floor: '地下1层',
  }, 0)
  equal([floor.source, floor.gridCode, floor.lat, floor.unitDoor], [
    'ADDRESS',
    '140214018001001',
    undefined,
    '',
  ])
})

test('the places used last are offered again, each once, to the one who used them', async () => {
  await scene()
  const at = (/** @type {string} */ building) => address({ gridCode: 'g', building })
  for (const building of ['6 号楼', '2 号楼', '6 号楼']) {
    await rememberPlace(at(building))
  }
  await rememberPlace(pin(40.03, 113.15)) // has no name to offer
  equal((await recentPlaces()).map((place) => place.building), [
    '6 号楼',
    '2 号楼',
  ])
})

/** @param {string} code @param {number} west @param {number} south @param {number} east @param {number} north */
const square = (code, west, south, east, north) => ({
  code,
  name: code,
  lat: (south + north) / 2,
  lon: (west + east) / 2,
  shape: {
    ring: [[west, south], [east, south], [east, north], [west, north], [
      west,
      south,
    ]],
  },
})
const GRIDS = [
  square('02', 113.151, 40.03, 113.152, 40.031),
  square('01', 113.15, 40.03, 113.151, 40.031),
]

test('the phone knows the grid of a point, and on a border takes the lowest code', () => {
  const at = (/** @type {number} */ lat, /** @type {number} */ lon) => gridAt({ lat, lon }, GRIDS)?.code ?? null
  equal([
    at(40.0305, 113.1505),
    at(40.0305, 113.1515),
    at(40.0305, 113.151),
    at(40.03, 113.15),
  ], ['01', '02', '01', '01'])
  equal([at(40.0311, 113.1505), at(40.0305, 113.1499)], [null, null])
  is(
    gridAt({ lat: 40.03, lon: 113.15 }, [{
      code: '9',
      name: '',
      lat: 0,
      lon: 0,
      shape: null,
    }]),
    null,
  )
})

test('a grid with a dent does not hold the point in the dent', () => {
  const dented = {
    code: 'L',
    name: '',
    lat: 0,
    lon: 0,
    shape: { ring: [[0, 0], [2, 0], [2, 2], [1, 2], [1, 1], [0, 1], [0, 0]] },
  }
  equal([
    gridAt({ lat: 1.5, lon: 0.5 }, [dented]),
    gridAt({ lat: 1.5, lon: 1.5 }, [dented])?.code,
  ], [null, 'L'])
})

test('metres are metres: ten to the north and ten to the east', () => {
  const here = { lat: 40.03, lon: 113.15 }
  const there = moved(here, 10, 10)
  truthy(Math.abs(distance(here, there) - Math.SQRT2 * 10) < 0.01)
  truthy(Math.abs(distance(here, { lat: 41.03, lon: 113.15 }) - 111_195) < 1)
})

test('the mini-map draws to one scale and finds the point under a finger again', () => {
  const centre = { lat: 40.03, lon: 113.15 }
  const map = projection(centre, { width: 300, height: 200, metres: 600 })
  equal(map.xy(centre.lat, centre.lon), { x: 150, y: 100 })
  const north = moved(centre, 100, 0)
  equal(map.xy(north.lat, north.lon), { x: 150, y: 50 })
  truthy(distance(map.point(200, 100), moved(centre, 0, 100)) < 0.5)
  equal(map.path([[113.15, 40.03], [113.15, north.lat]]), 'M150 100L150 50Z')
})

test('a cached incident of the same class within fifty metres may be the same', () => {
  const here = { lat: 40.03, lon: 113.15 }
  /** @param {string} code @param {number} north */
  const one = (code, north) => ({
    incidentClass: { code },
    place: moved(here, north, 0),
  })
  const found = alike('C0101', here, [
    one('C0101', 49),
    one('C0101', 51),
    one('E0101', 1),
    one('C0101', 10),
  ])
  equal(found.map(({ distanceM }) => Math.round(distanceM)), [10, 49])
})

test('a fix that may be wrong by more than the grid is wide is said to be', () => {
  const here = { lat: 40.03, lon: 113.15 }
  const corners = [[0, 0], [0, 200], [200, 200], [200, 0], [0, 0]]
  const ring = corners.map(([north, east]) => moved(here, Number(north), Number(east))).map((
    { lat, lon },
  ) => [lon, lat])
  const rough = (/** @type {number} */ accuracyM) =>
    isRough(/** @type {any} */ ({ ...here, accuracyM }), { shape: { ring } })
  equal([
    rough(98),
    rough(102),
    isRough(null, { shape: { ring } }),
    isRough(/** @type {any} */ ({ accuracyM: 999 }), null),
  ], [
    false,
    true,
    false,
    false,
  ])
})

test('the grid that words name is found beside its community, and none where they could mean several', () => {
  const grids = ['口泉街社区 · 第1网格', '口泉街社区 · 第2网格', '金凤凰社区 · 第1网格'].map((name, code) => ({
    code,
    name,
    path: `区 · 街道 · ${name}`,
  }))
  const named = (/** @type {string} */ text) => gridNamed(text, grids)?.code ?? null
  equal([named('口泉街社区第2网格 菜市场西门'), named('金凤凰社区东门外'), named('口泉街社区'), named('第1网格')], [
    1,
    2,
    null,
    null,
  ])
})
