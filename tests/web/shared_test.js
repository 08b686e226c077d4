/**
 * What another app shares: nothing of it goes without a word, and what comes while nobody is signed in waits for its person, unseen.
 * @module
 */
import { draft, drafts } from '../../web/core/outbox/drafts.js'
import { photo } from '../../web/core/photo/photo.js'
import { signIn, signOut } from '../../web/core/session/signing.js'
import { allOf, put } from '../../web/core/replica/store.js'
import { leaveIt, LONGEST, MOST, take, takeOver, waitingShares } from '../../web/core/photo/shared.js'
import { SHARED_DAYS as DAYS, sweep } from '../../web/core/photo/sweep.js'
import { isShared } from '../../web/worker/sharing.js'
import { equal, is, test, truthy } from './saying.js'
import { picture, scene } from './scene.js'

const DAY = 24 * 3600_000

/** @param {string} name */
const file = (name) => new File([name], `${name}.jpg`, { type: 'image/jpeg' })

/** A phone's own way to make photos small: what is called broken cannot be read. @param {Blob} blob */
async function shrink(blob) {
  const text = await blob.text()
  if (text.startsWith('broken')) throw Object.assign(new Error(), { code: 'PHOTO_UNREADABLE' })
  return picture(text)
}

/** @param {string} text @param {string[]} names */
const shares = (text, ...names) => take({ text, files: names.map(file) }, shrink)

test('who is signed in finds the draft of a report, and is told what became of each part', async () => {
  await scene()
  const { id, mine, parts } = await shares('路口积水'.repeat(1000), 'a', 'broken', 'b', 'c', 'd', 'e')
  is(mine, true)
  const became = ['KEPT', 'PHOTO_UNREADABLE', 'KEPT', 'KEPT', 'KEPT', 'TOO_MANY']
  equal(parts, { photos: became, text: 'CUT' })
  const { value } = /** @type {any} */ (await draft(`report:${id}`))
  equal([value.photos.length, value.text.length, value.step, value.shared], [4, LONGEST, 2, parts])
})

test("what is shared while nobody is signed in waits, is seen by nobody, and is its person's once they take it", async () => {
  await scene(null)
  const { id, mine } = await shares('路口积水', 'a', 'b')
  is(mine, false)
  equal((await waitingShares()).map(({ photos, text }) => [photos, text]), [[2, true]])
  const names = (await allOf('drafts', ''))[0].photos
  await sweep(Date.now() + 3 * DAY) // its photos are needed
  await signIn('he', 'secret')
  equal([await drafts(), await photo(names[0])], [[], null])
  equal(Object.keys((await waitingShares())[0] ?? {}), ['id', 'at', 'photos', 'text']) // a count, and no word of it
  await leaveIt(id)
  equal(await waitingShares(), [])
  await signOut()
  await signIn('wang', 'secret')
  is((await waitingShares()).length, 1)
  is(await takeOver(id), true)
  equal([(await draft(`report:${id}`))?.value.text, await waitingShares()], ['路口积水', []])
  truthy(await photo(names[0]))
  await signIn('he', 'secret')
  equal([await takeOver(id), await drafts(), await photo(names[0])], [false, [], null])
})

test('only so many wait, and only so long; what came first is not pushed out by what comes after it', async () => {
  await scene(null)
  for (let n = 0; n < MOST; n++) await shares(`第 ${n} 份`)
  const refused = await shares('再来一份').catch((error) => error.code)
  is(refused, 'TOO_MANY_SHARED')
  equal([(await waitingShares()).length, (await waitingShares(Date.now() + DAYS * DAY)).length], [MOST, 0])
  const [first] = await allOf('drafts', '')
  await put('drafts', { ...first, at: first.at - DAYS * DAY - 1 })
  is((await shares('再来一份')).mine, false)
  is((await waitingShares()).length, MOST)
})

test('what a page of another site posts is shared by nobody; what the system or a page of ours hands over is', () => {
  const [ours, theirs] = ['https://grid.example', 'https://elsewhere.example/a']
  const shared = (/** @type {string} */ referrer, referrerPolicy = '') => isShared({ referrer, referrerPolicy }, ours)
  equal([shared(''), shared('about:client'), shared(`${ours}/report`)], [true, true, true])
  equal([shared('', 'strict-origin-when-cross-origin'), shared(theirs), shared('', 'no-referrer')], [
    true,
    false,
    false,
  ])
  equal([shared(`${ours}.elsewhere.example`), shared('', 'same-origin')], [false, false])
})
