/**
 * What a person may do with what lies in the outbox, and what it tells them: take back, mend, delete, photos, badge, drafts.
 * @module
 */
import { dropPhotos, edit, remove, restore } from '../../web/core/outbox/mend.js'
import { enqueue, undo } from '../../web/core/outbox/outbox.js'
import { observe, row, rows, summary } from '../../web/core/outbox/rows.js'
import { drain } from '../../web/core/outbox/drain.js'
import { draft, saveDraft } from '../../web/core/outbox/drafts.js'
import { keep } from '../../web/core/photo/photo.js'
import { signIn, signOut } from '../../web/core/session/signing.js'
import { fact, get, rowsOf, setFact } from '../../web/core/replica/store.js'
import { sorted } from '../../web/core/outbox/sending.js'
import { json, NOTE, picture, refusal, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

/** @param {string} opId */
async function stateOf(opId) {
  return (await row(opId))?.state
}

test('within five seconds a report can be taken back with all its answers, and never reaches the server', async () => {
  const server = await scene()
  const { opId } = await enqueue(
    report({ hold: 5000, form: { text: '井盖缺损', step: 3 } }),
  )
  await drain({ force: true })
  equal((await row(opId))?.reason, 'UNDO')
  equal((await undo(opId))?.form, { text: '井盖缺损', step: 3 })
  await drain({ force: true })
  equal(await rows(), [])
  equal(server.heard, [])
})

test('a report with severity 特急 waits for nobody and its text goes before its photo', async () => {
  const server = await scene()
  const photo = await keep(await picture('flames'), 'BEFORE')
  await enqueue(report({ input: { severity: 4 }, photos: [photo] }))
  await drain()
  equal(server.heard.map(({ path }) => path.split('/')[1]), [
    'session',
    'graphql',
    'media',
  ])
})

test('what is already sent cannot be taken back, edited or deleted', async () => {
  await scene()
  const { opId } = await enqueue(report())
  await drain()
  equal(await undo(opId), null)
  equal(await edit(opId, report()), null)
  equal(await remove(opId), [])
})

test("an edited report is a new operation in the old one's place", async () => {
  const server = await scene()
  const old = await enqueue(report())
  const note = await enqueue({
    operation: NOTE,
    incidentId: old.incidentId,
    input: { text: '补一句' },
  })
  const mended = await edit(
    old.opId,
    report({ incidentId: old.incidentId, input: { text: '路面破损' } }),
  )
  truthy(
    mended && mended.opId !== old.opId && mended.input.opId === mended.opId,
  )
  await drain()
  equal(server.order, [mended?.opId, note.opId])
})

test('a deleted report comes back within ten seconds, and is gone after', async () => {
  const server = await scene()
  const made = await enqueue(report())
  const note = await enqueue({
    operation: NOTE,
    incidentId: made.incidentId,
    input: { text: '补一句' },
  })
  const gone = await remove(made.opId)
  equal(gone.map((one) => one.opId).sort(), [made.opId, note.opId].sort())
  equal(await rows(), [])
  await drain()
  await restore(gone.map((one) => one.opId))
  equal((await rows()).length, 2)
  await remove(made.opId)
  const now = Date.now
  try {
    Date.now = () => now() + 11_000
    await enqueue(report())
    await drain()
  } finally {
    Date.now = now
  }
  equal((await rowsOf('wang')).filter((one) => one.opId === made.opId), [])
  equal(server.order.includes(made.opId), false)
})

test('已送达 needs the receipt and every photo; until then the row says what is still on the phone', async () => {
  const server = await scene()
  const photo = await keep(await picture('manhole'), 'BEFORE')
  const { opId } = await enqueue(report({ photos: [photo] }))
  server.trouble = ({ path }) => (path.startsWith('/media') ? 'cut' : null)
  await drain()
  equal(await stateOf(opId), 'SAVED')
  equal((await row(opId))?.reason, 'PHOTO_WAITS')
  truthy((await row(opId))?.receipt)
  truthy(await get('photos', photo.sha256))
  server.trouble = () => null
  await drain({ force: true })
  equal(await stateOf(opId), 'DELIVERED')
  equal(server.order, [opId])
  equal([...server.photos], [photo.sha256])
  equal(await get('photos', photo.sha256), undefined)
})

test('a photo that the server does not take never takes the text with it', async () => {
  const server = await scene()
  const photo = await keep(await picture('noise'), 'BEFORE')
  const { opId } = await enqueue(report({ photos: [photo] }))
  server.trouble = (
    { path },
  ) => (path.startsWith('/media') ? json({ code: 'PHOTO_TOO_LARGE', message: 'send it smaller' }, 422) : null)
  await drain()
  equal(await stateOf(opId), 'NEEDS_YOU')
  equal((await row(opId))?.problems, [{
    code: 'PHOTO_TOO_LARGE',
    field: 'photos',
  }])
  equal(server.order, [opId])
  await dropPhotos(opId)
  equal(await stateOf(opId), 'DELIVERED')
})

test('many drains at once, from anywhere, send each operation once', async () => {
  const server = await scene()
  const made = []
  for (let i = 0; i < 20; i++) made.push(await enqueue(report()))
  await Promise.all(Array.from({ length: 5 }, () => drain({ force: true })))
  equal(server.order, made.map((one) => one.opId))
  equal(server.heard.filter(({ path }) => path === '/graphql').length, 20)
})

test('a hundred reports over a line that fails every third time arrive once each', async () => {
  const server = await scene()
  const made = []
  for (let i = 0; i < 100; i++) made.push((await enqueue(report())).opId)
  let requests = 0
  server.trouble = () => (++requests % 3 === 0 ? (requests % 2 ? 'cut' : 'lost') : null)
  for (let i = 0; i < 120 && server.order.length < 100; i++) {
    await drain({ force: true })
  }
  server.trouble = () => null
  await drain({ force: true })
  equal(server.order, made)
  equal((await rowsOf('wang')).every((one) => one.state === 'DELIVERED'), true)
})

test('已受理 appears when intake took it, with its number and the post, and not when its reporter closed it', async () => {
  await scene()
  const { opId, incidentId } = await enqueue(report())
  await drain()
  await observe([{ id: incidentId, state: 'CLOSED', closureKind: 'SELF' }])
  equal(await stateOf(opId), 'DELIVERED')
  await observe([{
    id: incidentId,
    state: 'FILED',
    number: '140214-20261123-00042',
    stepper: [{ key: 'FOUND', by: '第3网格' }, {
      key: 'CALLED',
      by: '口泉街道 受理',
    }],
  }])
  equal(
    await row(opId).then((one) => [one?.state, one?.number, one?.acceptedBy]),
    [
      'ACCEPTED',
      '140214-20261123-00042',
      '口泉街道 受理',
    ],
  )
})

test('a saved report takes its draft with it, in the same breath', async () => {
  await scene()
  await saveDraft('report:1', { text: '井' })
  await enqueue(report({ draft: 'report:1' }))
  equal(await draft('report:1'), null)
})

test('a draft survives a logout and shows itself only to its own person', async () => {
  await scene()
  await saveDraft('report:1', { text: '井盖', step: 2 })
  await signOut()
  await signIn('li', 'secret')
  equal(await draft('report:1'), null)
  await signIn('wang', 'secret')
  equal((await draft('report:1'))?.value, { text: '井盖', step: 2 })
})

test('each row of a phone bears the next number, so that a hole tells of lost data', async () => {
  await scene()
  const numbers = []
  for (let i = 0; i < 3; i++) numbers.push((await enqueue(report())).sequence)
  equal(numbers, [1, 2, 3])
  truthy(await fact('device'))
})

test('the badge counts what is unsent and takes the colour of the worst', async () => {
  const server = await scene()
  await enqueue(report())
  await enqueue(report())
  server.trouble = (
    { path },
  ) => (path === '/graphql' ? refusal('FORBIDDEN') : null)
  await drain()
  await enqueue(report())
  const { count, worst, needsYou } = await summary()
  equal([count, worst, needsYou], [3, 'NEEDS_YOU', 2])
})

test('the list puts what needs a person first and keeps the last twenty that are done', () => {
  /** @param {any} state @param {number} sequence */
  const one = (state, sequence) => /** @type {any} */ ({
    state,
    sequence,
    deletedAt: null,
  })
  const many = Array.from({ length: 25 }, (_, i) => one('DELIVERED', i))
  const shown = sorted([
    ...many,
    one('LOGIN', 90),
    one('SAVED', 91),
    one('NEEDS_YOU', 92),
    one('SENDING', 93),
    one('SAVED', 89),
  ])
  equal(shown.slice(0, 5).map((row) => row.sequence), [92, 93, 89, 91, 90])
  equal(shown.length, 25)
  equal(shown[5]?.sequence, 24)
})

test('nobody signed in can save nothing', async () => {
  await scene(null)
  await setFact('person', null)
  is(await enqueue(report()).catch((error) => error.message), 'NOBODY')
})
