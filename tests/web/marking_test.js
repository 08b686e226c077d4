/**
 * Photos before they are sent: what is hidden is painted over, what is ringed stays, two fingers make it larger, and HEIC goes as it is.
 * @module
 */
import { asItIs } from '../../web/core/photo/heic.js'
import { drawMarks, markOf } from '../../web/core/photo/marking.js'
import { namedAreas, shadeOf } from '../../web/ui/map/areas.js'
import { scaled } from '../../web/ui/parts/zoom.js'
import { equal, test } from './saying.js'
import { scene } from './scene.js'

test('a rectangle is the same whichever way the finger goes, stays in the photo, and a slip is none', () => {
  const mark = markOf('hide', { x: 0.8, y: 0.9 }, { x: 0.5, y: 1.4 })
  equal([mark?.x, mark?.y, mark?.height.toFixed(2)], [0.5, 0.9, '0.10'])
  equal(markOf('ring', { x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 }), null)
})

test('what is hidden is filled whole before anything is ringed', () => {
  /** @type {string[]} */
  const done = []
  const pen = /** @type {any} */ ({
    fillRect: (/** @type {number[]} */ ...box) => done.push(`fill ${box}`),
    beginPath: () => {},
    ellipse: (/** @type {number[]} */ ...at) => done.push(`ring ${at.slice(0, 4)}`),
    stroke: () => {},
  })
  drawMarks(pen, [
    { kind: 'ring', x: 0.5, y: 0.5, width: 0.2, height: 0.4 },
    { kind: 'hide', x: 0.1, y: 0.1, width: 0.25, height: 0.5 },
  ], { width: 200, height: 100 })
  equal(done, ['fill 20,10,51,51', 'ring 120,70,20,20', 'ring 120,70,20,20'])
})

test('what lies under two fingers stays there, and a photo is never smaller than the screen', () => {
  const view = scaled({ scale: 1, x: 0, y: 0 }, 2, { x: 100, y: 50 })
  equal(view, { scale: 2, x: -100, y: -50 })
  equal(scaled(view, 0.1, { x: 0, y: 0 }), { scale: 1, x: 0, y: 0 })
  equal(scaled(view, 100, { x: 0, y: 0 }).scale, 6)
})

test('HEIC is kept byte for byte; what only says so is unreadable, and too large a one is refused', async () => {
  await scene()
  const head = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypheic'), 0, 0, 0, 0])
  const photo = await asItIs(new Blob([head, 'pixels']))
  equal([photo.blob.type, photo.size, photo.sha256.length], ['image/heic', head.length + 6, 64])
  const refused = (/** @type {Blob} */ file) => asItIs(file).then(() => null, (/** @type {any} */ error) => error.code)
  equal(await refused(new Blob(['not a picture at all'], { type: 'image/heic' })), 'PHOTO_UNREADABLE')
  equal(await refused(new Blob([head, new Uint8Array(9 << 20)])), 'PHOTO_TOO_LARGE')
})

test('areas are shaded by what is late, and bear their names where there is room', () => {
  equal([0, 1, 5, 10].map((late) => shadeOf(late, 10)), [0, 1, 3, 5])
  const counts = [
    { code: '1', name: '高山镇', count: 6, late: 0, lat: 0, lon: 0 },
    { code: '2', name: '口泉街道', count: 46, late: 0, lat: 0, lon: 20 },
  ]
  const shown = namedAreas(counts, ({ lon }) => ({ x: 200 + lon, y: 100 }), { width: 400, height: 200 })
  equal(shown.map(({ text }) => text), ['口泉街道 46'])
})
