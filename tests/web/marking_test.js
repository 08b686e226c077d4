/**
 * Photos before they are sent: what is hidden is painted over, what is ringed stays, two fingers make it larger, and HEIC goes as it is.
 * @module
 */
import { asItIs } from '../../web/core/photo/heic.js'
import { drawMarks, giveUp, markOf } from '../../web/core/photo/marking.js'
import { dropDraft, saveDraft } from '../../web/core/outbox/drafts.js'
import { keep } from '../../web/core/photo/photo.js'
import { sweep } from '../../web/core/photo/sweep.js'
import { get } from '../../web/core/replica/store.js'
import { namedAreas, shadeOf } from '../../web/ui/map/areas.js'
import { scaled } from '../../web/ui/parts/zoom.js'
import { equal, is, test } from './saying.js'
import { picture, scene } from './scene.js'

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

/** A draft that names one photo. */
async function written() {
  await scene()
  const { sha256 } = await keep(await picture('脸'), 'BEFORE')
  await saveDraft('report:1', { text: '井盖' }, [sha256])
  return { sha256, there: async () => Boolean(await get('photos', sha256)) }
}

const soon = () => new Promise((go) => setTimeout(go, 20))

test('a photo that was replaced leaves the phone as soon as the draft without it is on the disk, and not before', async () => {
  const { sha256, there } = await written()
  await giveUp(sha256)
  await soon()
  is(await there(), true)
  await saveDraft('report:1', { text: '井盖' }, [], { begun: true })
  await soon()
  is(await there(), false)
})

test('when the app is closed before that, its next start takes the photo away; what somebody had back stays', async () => {
  const { sha256, there } = await written()
  const back = await giveUp(sha256, 60_000) // closed within the time in which it could be had back
  await sweep()
  is(await there(), true) // a draft names it
  await saveDraft('report:1', { text: '井盖' }, [])
  await back()
  await sweep()
  is(await there(), true)
  const stop = await giveUp(sha256, 60_000)
  await sweep()
  is(await there(), false)
  await stop()
})

test('with a draft that was thrown away its photos go, not a day later', async () => {
  const { there } = await written()
  await dropDraft('report:1')
  await sweep(Date.now() + 50_000)
  is(await there(), true)
  await sweep(Date.now() + 70_000)
  is(await there(), false)
})
