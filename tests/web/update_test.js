/**
 * A new version of the app, and work that the old one could not send: it waits, says why, and goes out with the new one.
 * @module
 */
import { act, ask } from '../../web/core/api.js'
import { drain } from '../../web/core/outbox/drain.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { row, rows } from '../../web/core/outbox/rows.js'
import { put, setFact } from '../../web/core/replica/store.js'
import { say } from '../../web/core/live/channel.js'
import { formIsDirty } from '../../web/core/live/dirty.js'
import { withheld } from '../../web/core/live/updating.js'
import { Report } from '../../web/api/operations.js'
import { sendInBackground } from '../../web/worker/syncing.js'
import { json, refusal, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const unknown = () => json({ errors: [{ message: '', extensions: { code: 'DOCUMENT_UNKNOWN' } }] }, 400)
const DAY = 24 * 3600_000

test('what only a new version can send stays in the outbox, says so, and withholds no new version', async () => {
  const server = await scene()
  const { opId } = await enqueue(report())
  const other = await enqueue(report())
  server.trouble = ({ path, body }) => path === '/graphql' && body.variables.input.opId === opId ? unknown() : null
  await drain()
  const waiting = await row(opId)
  equal([waiting?.state, waiting?.reason, waiting?.problems], ['SAVED', 'UPDATE', []])
  is((await row(other.opId))?.state, 'DELIVERED')
  await enqueue(report({ hold: 60_000 }))
  is(await withheld(), null)
  server.trouble = () => null
  await drain({ force: true })
  equal(server.order, [other.opId, opId])
})

test('it is not withheld by what only it can send while that is just being tried again', async () => {
  const server = await scene()
  await enqueue(report())
  server.trouble = ({ path }) => path === '/graphql' ? unknown() : null
  await drain()
  /** @type {unknown[]} */
  const seen = []
  server.trouble = ({ path }) => {
    if (path !== '/graphql') return null
    seen.push(withheld())
    return unknown()
  }
  await drain({ force: true })
  equal(await Promise.all(seen), [null])
})

test('a question that the server of the release before does not know is asked again, and so is what a person waits for', async () => {
  const server = await scene()
  let old = 2
  server.trouble = () => old-- > 0 ? unknown() : json({ data: { incidentReport: { problems: [], receipt: null } } })
  equal(await act(Report, /** @type {any} */ ({})), { problems: [], receipt: null })
  is(server.heard.length, 3)
  server.trouble = () => json({ errors: [{ message: '', extensions: { code: 'NOT_FOUND' } }] })
  is(await ask(Report, /** @type {any} */ ({})).catch((failure) => failure.code), 'NOT_FOUND')
  is(server.heard.length, 4)
})

test('whoever sends when it wants to take over finishes what is on its way and begins nothing more', async () => {
  const server = await scene()
  const first = await enqueue(report())
  const second = await enqueue(report())
  server.trouble = ({ path }) => void (path === '/graphql' && say('give-way'))
  await drain()
  equal(server.order, [first.opId])
  equal([(await row(first.opId))?.state, (await row(second.opId))?.state], ['DELIVERED', 'SAVED'])
  server.trouble = () => null
  await drain()
  equal(server.order, [first.opId, second.opId])
})

test('the worker of before does not wait for a row once it is to give way', async () => {
  const server = await scene()
  await enqueue(report({ hold: 10_000 }))
  const working = sendInBackground().catch((left) => left)
  setTimeout(() => say('give-way'), 100)
  const begun = Date.now()
  truthy((await working) instanceof Error)
  truthy(Date.now() - begun < 5_000)
  equal(server.order, [])
})

test('what a release before took for refused because of its version goes out with this one', async () => {
  const server = await scene()
  const made = await enqueue(report())
  const problems = [{ code: 'DOCUMENT_UNKNOWN', message: '', field: null }]
  const old = { ...made, operation: { ...made.operation, id: 'sha256:of-two-releases-ago' } }
  await put('rows', { ...old, state: 'NEEDS_YOU', problems, tries: 3 })
  await drain()
  equal((await rows()).map(({ state, problems }) => [state, problems]), [['DELIVERED', []]])
  is(server.heard.find(({ path }) => path === '/graphql')?.body.documentId, Report.id)
})

test('a new version waits for my own work that is about to go, for a day, and tells how much that is', async () => {
  const server = await scene()
  server.trouble = () => 'cut'
  const made = await enqueue(report())
  await enqueue(report())
  await drain()
  equal(await withheld(), { why: 'UNSENT', count: 2 })
  await put('rows', { ...made, createdAt: made.createdAt - DAY, queuedAt: made.createdAt - DAY })
  equal(await withheld(), { why: 'UNSENT', count: 1 })
})

test('it waits neither for what a person has to mend, nor for what follows that, nor for a colleague', async () => {
  const server = await scene()
  const { incidentId } = await enqueue(report())
  server.trouble = ({ path }) => path === '/graphql' ? refusal('INVALID') : null
  await drain()
  const later = await enqueue({ ...report(), incidentId })
  await drain()
  is((await row(later.opId))?.reason, 'EARLIER')
  is(await withheld(), null)
  server.trouble = () => 'cut'
  await enqueue(report())
  equal(await withheld(), { why: 'UNSENT', count: 1 })
  await setFact('person', { id: 'li', name: 'li' })
  is(await withheld(), null)
})

test('it waits for a form that is not finished, whoever is here', async () => {
  await scene(null)
  formIsDirty('note', true)
  equal(await withheld(), { why: 'FORM', count: 0 })
  formIsDirty('note', false)
  await new Promise((resolve) => setTimeout(resolve, 20)) // a lock is let go of in its own time
  is(await withheld(), null)
})
