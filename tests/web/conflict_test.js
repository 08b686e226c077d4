/**
 * Two wrote about one incident: only what differs is asked, nothing is lost whatever is chosen, and the choice is a new operation.
 * @module
 */
import { alike, chosenInput, differences, knownOf, leftOver, stepIsOpen } from '../../web/core/outbox/conflict.js'
import { drain } from '../../web/core/outbox/drain.js'
import { replace } from '../../web/core/outbox/mend.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { row, rows } from '../../web/core/outbox/rows.js'
import { rowsOf } from '../../web/core/replica/store.js'
import { FEED_BACK, NOTE, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const VERIFY = /** @type {const} */ ({ id: 'sha256:verify', kind: 'mutation', name: 'Verify' })
const SEEN = { findings: [{ kind: 'VERIFY', verdict: 'NO_PLACE', text: '没找到' }], disposals: [] }
const NOW = {
  version: 7,
  state: 'VERIFYING',
  incidentClass: { code: 'C0102' },
  allowedSteps: [{ step: 'VERIFY', allowed: true }],
  findings: [...SEEN.findings, { kind: 'VERIFY', verdict: 'FALSE', text: '路口没有积水' }],
}

/** @param {any} [input] */
function mine(input = {}) {
  return /** @type {any} */ ({
    operation: VERIFY,
    input: { opId: 'op', id: 'i-1', seen: 3, verdict: 'TRUE', text: '水深二十厘米', ...input },
    title: { classCode: 'C0101', known: knownOf(SEEN) },
  })
}

test('only what differs is told, mine beside what is there now, and what was seen before is no difference', () => {
  equal(differences(mine(), NOW), [
    { name: 'classCode', mine: 'C0101', now: 'C0102' },
    { name: 'verdict', mine: 'TRUE', now: 'FALSE' },
    { name: 'text', mine: '水深二十厘米', now: '路口没有积水' },
  ])
  equal(differences(mine({ verdict: 'FALSE', text: '路口没有积水' }), { ...NOW, incidentClass: { code: 'C0101' } }), [])
  equal(differences(mine(), { ...NOW, findings: SEEN.findings }).map((one) => one.name), ['classCode'])
})

test('how many are alike is the rest', () => {
  is(alike(mine(), differences(mine(), NOW)), 0)
  is(alike(mine({ verdict: 'FALSE' }), differences(mine({ verdict: 'FALSE' }), NOW)), 1)
})

test('what is chosen is sent on the version of now, under no old name', () => {
  const chosen = /** @type {any} */ ({ classCode: 'now', verdict: 'mine', text: 'now' })
  const input = chosenInput(mine(), NOW, differences(mine(), NOW), chosen)
  equal(input, { seen: 7, verdict: 'TRUE', text: '路口没有积水' })
  equal(leftOver(differences(mine(), NOW), chosen, true).map((one) => one.name), ['classCode', 'text'])
})

test('who chooses all that is there now sends no step, and their words become a note', () => {
  const chosen = /** @type {any} */ ({ classCode: 'now', verdict: 'now', text: 'now' })
  is(chosenInput(mine(), NOW, differences(mine(), NOW), chosen), null)
  equal(leftOver(differences(mine(), NOW), chosen, false).map((one) => one.mine), ['C0101', 'TRUE', '水深二十厘米'])
})

test('a step that is gone is never sent again, whatever is chosen: the state is no choice', () => {
  const filed = { ...NOW, state: 'FILED', allowedSteps: [] }
  const chosen = /** @type {any} */ ({ classCode: 'mine', verdict: 'mine', text: 'mine' })
  is(stepIsOpen(mine(), filed), false)
  is(chosenInput(mine(), filed, differences(mine(), filed), chosen), null)
  is(leftOver(differences(mine(), filed), chosen, false).length, 3)
})

test('a version that moved beside what was written needs no choice, only the version of now', () => {
  const beside = { ...NOW, incidentClass: { code: 'C0101' }, findings: SEEN.findings }
  equal(differences(mine(), beside), [])
  equal(chosenInput(mine(), beside, [], {})?.seen, 7)
})

test('the choice takes the place of the refused row in one breath, with new ids, and what follows goes after it', async () => {
  const server = await scene()
  server.versions.set('i-1', 7)
  const old = await enqueue({ operation: FEED_BACK, incidentId: 'i-1', input: { seen: 3, measures: '已围挡' } })
  const other = await enqueue({ operation: NOTE, incidentId: 'i-2', input: { text: '另一件' } })
  await drain()
  is((await row(old.opId))?.state, 'NEEDS_YOU')
  is((await row(other.opId))?.state, 'DELIVERED')
  const made = await replace(old.opId, [
    { operation: FEED_BACK, incidentId: 'i-1', input: { seen: 7, measures: '已通知水务' } },
    { operation: NOTE, incidentId: 'i-1', input: { text: '我写的：已围挡' } },
  ])
  truthy(made?.every((one) => one.opId !== old.opId))
  is(await row(old.opId), null)
  await drain()
  equal(server.order.slice(1), made?.map((one) => one.opId))
  equal((await rows()).map((one) => one.state), ['DELIVERED', 'DELIVERED', 'DELIVERED'])
  is(await replace(/** @type {any} */ (made)[0].opId, [{ operation: NOTE, incidentId: 'i-1', input: {} }]), null)
  is((await rowsOf('wang')).length, 3)
})
