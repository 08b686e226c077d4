/**
 * What was typed is looked at before the phone says that it has it: as it looks, within the server's bounds, and not nothing.
 * @module
 */
import { Check, FeedBack, Note, Report, SelfResolve, Verify } from '../../web/api/operations.js'
import { fix } from '../../web/core/place/locate.js'
import { typed } from '../../web/core/outbox/typed.js'
import { keepOrder } from '../../web/ui/keep.js'
import { rows } from '../../web/core/outbox/rows.js'
import { report, scene } from './scene.js'
import { equal, is, test } from './saying.js'

/** @param {any} operation @param {any} input */
function wrong(operation, input) {
  try {
    return [typed(operation, input), []]
  } catch (error) {
    return /** @type {any} */ (error).problems.map((/** @type {any} */ { code, field }) => `${code} ${field}`)
  }
}

const HERE = { lat: 40.03, lon: 113.15 }

test('a row holds what can be seen, and names its operation as rows always did', async () => {
  await scene()
  const order = report()
  const input = { ...order.input, text: ' 金店\u202e门前\u200b坏了\ud83d ' }
  await keepOrder({ ...order, operation: Report, input })
  const [row] = await rows()
  equal([row?.input.text, Object.keys(row?.operation ?? {}).sort()], ['金店门前坏了', ['id', 'kind', 'name']])
})

test('what the server would refuse is not 已存手机', async () => {
  await scene()
  const order = report()
  const long = { ...order, operation: Report, input: { ...order.input, text: '长'.repeat(2001) } }
  is(await keepOrder(long).catch(({ code }) => code), 'TEXT_LONG')
  equal(await rows(), [])
})

test('each text has the bound of its own field, counted as the server counts', () => {
  const place = { ...HERE, address: '长'.repeat(201), unitDoor: '长'.repeat(41), building: '👍'.repeat(40) }
  equal(wrong(Report, { text: '👍'.repeat(2000), externalNo: '9'.repeat(65), place }), [
    'TEXT_LONG externalNo',
    'TEXT_LONG place.address',
    'TEXT_LONG place.unitDoor',
  ])
  equal(wrong(FeedBack, { contact: '长'.repeat(201), measures: '好' }), ['TEXT_LONG contact'])
})

test('characters that nobody sees say nothing', () => {
  const unseen = '\u200b\u2060\u202e'
  equal(wrong(Report, { classCode: 'E0199', text: unseen }), ['REQUIRED text'])
  equal(wrong(SelfResolve, { note: unseen }), ['REQUIRED note'])
  equal(wrong(Verify, { verdict: 'FALSE', text: `${unseen.repeat(5)}没有` }), ['LONGER text'])
  equal(wrong(Check, { verdict: 'PARTIAL', text: unseen }), ['REQUIRED text'])
  equal(wrong(Note, { text: unseen, photos: [] }), ['REQUIRED text'])
  equal(typed(Note, { text: unseen, photos: [{ sha256: 'a' }] }), { text: '', photos: [{ sha256: 'a' }] })
})

test('a point that is none is no place: the 0,0 of a receiver without a fix, and what lies beyond the earth', async () => {
  for (const place of [{ lat: 0, lon: 0 }, { lat: NaN, lon: 1 }, { lat: 40, lon: 181 }]) {
    equal(wrong(Report, { text: 'x', place }), ['PLACE_NOWHERE place'])
  }
  const geolocation = /** @type {any} */ ({
    getCurrentPosition: (/** @type {any} */ found) =>
      found({ coords: { latitude: 0, longitude: 0, accuracy: 5 }, timestamp: 0 }),
  })
  is(await fix(geolocation).catch(({ code }) => code), 'GEO_TIMEOUT')
})
