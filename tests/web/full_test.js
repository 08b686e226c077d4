/**
 * A full phone: a text is saved all the same, what was only read gives way step by step, and what is said to be saved is saved.
 * @module
 */
import { recall, remember } from '../../web/core/replica/cache.js'
import { draft, saveDraft } from '../../web/core/outbox/drafts.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { keep } from '../../web/core/photo/photo.js'
import { clearRead, layReserve } from '../../web/core/replica/room.js'
import { row, rows } from '../../web/core/outbox/rows.js'
import { allOf, database, fact, put, setFact } from '../../web/core/replica/store.js'
import { picture, report, scene } from './scene.js'
import { quota, used } from './quota.js'
import { equal, is, test } from './saying.js'

const KB = 1024

/** A phone of wang as after a day's work, with nothing free. */
async function full({ reserve = true } = {}) {
  quota(null)
  await scene()
  if (reserve) await layReserve()
  await remember('viewer', { viewer: { signedIn: true } })
  await remember('reference', { version: '1', catalogue: {}, grids: ['g'.repeat(2000)] })
  await remember('incident:a', { text: '看过的'.repeat(600) })
  await put('copy', { person: 'wang', id: 'a', value: { id: 'a', text: '抄下的'.repeat(800) } })
  await setFact('copy:wang', { cursor: 'c', at: Date.now(), closedDays: 7 })
  const { sha256 } = await keep(await picture('送达了的'), 'BEFORE')
  quota(used(await database()))
  return sha256
}

/** What of it is still there. */
async function there() {
  return {
    reserve: Boolean(await fact('reserve')),
    pages: Boolean(await recall('incident:a')),
    copy: (await allOf('copy', 'wang')).length > 0,
    classes: Boolean(await recall('reference')),
    who: Boolean(await recall('viewer')),
  }
}

test('on a full phone a report is saved from the reserve; the copy, the class list and the grids are still there', async () => {
  await full()
  const text = '井盖缺损'.repeat(300)
  await saveDraft('report:1', { text })
  const { opId } = await enqueue(report({ draft: 'report:1', input: { text } }))
  equal([(await row(opId))?.input.text, await draft('report:1')], [text, null])
  equal(await there(), { reserve: false, pages: false, copy: true, classes: true, who: true })
  for (let n = 0; n < 20; n++) await enqueue(report({ input: { text } }))
  equal([(await rows()).length, (await there()).classes], [21, true])
  quota(null)
})

test('without a reserve what was read goes in steps, and the class list last', async () => {
  await full({ reserve: false })
  await enqueue(report({ input: { text: '短' } }))
  equal(await there(), { reserve: false, pages: false, copy: true, classes: true, who: true })
  await enqueue(report({ input: { text: '长'.repeat(2000) } }))
  equal(await there(), { reserve: false, pages: false, copy: false, classes: true, who: true })
  quota(null)
})

test('what cannot be saved is not said to be, and nothing that was there is touched by a part of it', async () => {
  await full()
  await saveDraft('report:1', { text: '井盖' })
  const before = await rows()
  const refused = await enqueue(report({ draft: 'report:1', input: { text: '长'.repeat(600 * KB) } })).catch((no) => no)
  equal([refused.code, await rows()], ['PHONE_FULL', before])
  equal([(await draft('report:1'))?.value, await fact('sequence')], [{ text: '井盖' }, undefined])
  quota(null)
})

test('reading on a full phone erases nothing; a photo takes neither the reserve nor the copy', async () => {
  await full()
  await remember('incident:b', { text: '又看一件'.repeat(50) })
  equal(await there(), { reserve: true, pages: true, copy: true, classes: true, who: true })
  const refused = await keep(await picture('大'.repeat(9000)), 'BEFORE').catch((no) => no)
  is(refused.code, 'PHOTO_FULL')
  equal(await there(), { reserve: true, pages: false, copy: true, classes: true, who: true })
  quota(null)
})

test('the reserve is laid again when there is room, and clearing by hand leaves what a report needs', async () => {
  await full()
  await enqueue(report({ input: { text: '长'.repeat(3000) } }))
  is((await there()).reserve, false)
  await layReserve()
  is((await there()).reserve, true) // what was freed is enough for a smaller one
  quota(null)
  await clearRead()
  equal(await there(), { reserve: true, pages: false, copy: false, classes: true, who: true })
})
