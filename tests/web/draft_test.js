/**
 * What was begun: kept, continued, thrown away and brought back; what was sent never comes back as a draft. Where it is: a place that the
 * phone took is taken anew when it may be old, and the person says which is meant when both differ.
 * @module
 */
import { draft, drafts, dropDraft, saveDraft } from '../../web/core/outbox/drafts.js'
import { enqueue, undo } from '../../web/core/outbox/outbox.js'
import { keep, photo } from '../../web/core/photo/photo.js'
import { ageOf, FRESH, isDoubtful, met } from '../../web/core/place/placing.js'
import { get, put } from '../../web/core/replica/store.js'
import { sweep } from '../../web/core/photo/sweep.js'
import { moved } from '../../web/core/place/territory.js'
import fossils from './fossils/drafts1.json' with { type: 'json' }
import { equal, is, test, truthy } from './saying.js'
import { picture, report, scene } from './scene.js'

const DAY = 24 * 3600_000
const HERE = { lat: 40.0552747, lon: 113.1726743 }

/** @param {number} metres @param {Partial<import('../../web/core/types.js').Place>} [more] a fix so far north of `HERE` */
function fixed(metres, more = {}) {
  return /** @type {import('../../web/core/types.js').Place} */ ({
    source: 'GPS',
    ...moved(HERE, metres, 0),
    accuracyM: 12,
    confirmedAt: new Date().toISOString(),
    ...more,
  })
}

test('what was sent does not come back as a draft by an answer or a photo that comes late', async () => {
  await scene()
  is(await saveDraft('report:1', { text: '井盖' }), true)
  const { opId } = await enqueue(report({ draft: 'report:1', form: { text: '井盖' } }))
  is(await saveDraft('report:1', { text: '井盖', photos: ['late'] }, ['late'], { begun: true }), false)
  equal([await draft('report:1'), (await drafts()).length], [null, 0])
  truthy(await get('rows', opId))
})

test('what was thrown away stays away, unless it is brought back within a minute, photos and all', async () => {
  await scene()
  const { sha256 } = await keep(await picture('井盖'), 'BEFORE')
  await saveDraft('report:1', { text: '井盖' }, [sha256])
  await dropDraft('report:1')
  is(await saveDraft('report:1', { text: '井盖!' }, [sha256], { begun: true }), false)
  equal([await draft('report:1'), await drafts()], [null, []])
  await sweep(Date.now() + 30_000)
  await dropDraft('report:1', true)
  equal((await draft('report:1'))?.value, { text: '井盖' })
  truthy(await photo(sha256))
  await dropDraft('report:1')
  await sweep(Date.now() + 2 * DAY)
  await dropDraft('report:1', true)
  equal([await draft('report:1'), await photo(sha256)], [null, null])
})

test('a report that is taken back leaves the outbox and is a draft again in one breath', async () => {
  await scene()
  const form = { text: '井盖', step: 3 }
  await saveDraft('report:1', form)
  const { opId } = await enqueue(report({ draft: 'report:1', form, hold: 5000 }))
  await undo(opId)
  equal([await get('rows', opId), (await draft('report:1'))?.value], [undefined, form])
})

test('a place that the phone took is good for two minutes, one that a person chose for ever', () => {
  const now = Date.now()
  const place = fixed(0, { confirmedAt: new Date(now - FRESH - 1).toISOString() })
  is(isDoubtful({ place }, now), true)
  is(isDoubtful({ place, fixedAt: now - FRESH }, now), false)
  is(isDoubtful({ place, fixedAt: now + DAY }, now), true) // a clock that was set back
  for (const chosen of [{ place, placeKept: true }, { place: { ...place, source: /** @type {const} */ ('PIN') } }]) {
    equal([isDoubtful(chosen, now), ageOf(chosen, now)], [false, null])
  }
  equal([isDoubtful({ place: null }, now), ageOf({ place: null }, now)], [false, null])
})

test('who stands where they stood has the place taken anew; who moved on is asked; who chose is left alone', () => {
  const [old, now] = [fixed(0, { building: '6 号楼' }), 1_795_417_400_000]
  equal(met({ place: null }, old, now), { change: { place: old, fixedAt: now } })
  const near = fixed(40)
  equal(met({ place: old }, near, now), { change: { place: { ...old, ...near }, fixedAt: now } })
  const far = fixed(60)
  equal(met({ place: old }, far, now), { elsewhere: { place: far, fixedAt: now } })
  const vague = fixed(60, { accuracyM: 300 }) // may be the same spot
  equal(met({ place: old }, vague, now).elsewhere, undefined)
  equal(met({ place: old, placeKept: true }, far, now), {})
  equal(met({ place: { ...old, source: 'PIN' } }, far, now), {})
})

test('drafts of the release before this one are listed, and their place is not taken for where somebody stands', async () => {
  await scene()
  for (const one of fossils) await put('drafts', { person: 'wang', ...one })
  equal((await drafts('report:')).map(({ key }) => key), [fossils[1]?.key, fossils[0]?.key])
  const { value } = /** @type {any} */ (await draft(fossils[0]?.key ?? ''))
  is(isDoubtful(value), true)
  truthy(met(value, fixed(5000)).elsewhere)
})
