/**
 * A noun's form and stepper are what its data says: the bounds are the server's, nothing is asked twice, and who was overtaken
 * is told what changed.
 */
import { noun } from '../../web/api/nouns/complaint.js'
import { blankOf, changedIn, filterOf, inputOf, operationOf, stagesOf, wrongIn, wrongOf } from '../../web/core/noun.js'
import { equal, test } from './saying.js'

const answer = /** @type {any} */ (noun.commands.find(({ step }) => step === 'ANSWER'))
const file = /** @type {any} */ (noun.commands.find(({ step }) => step === 'FILE'))
const text = answer.fields[0]

test('a text is as long as the server wants it, counted as the server counts', () => {
  equal(wrongIn(text, ' \n '), { code: 'REQUIRED' })
  equal(wrongIn(text, '短'.repeat(text.least - 1)), { code: 'SHORT', bounds: [text.least - 1, text.least] })
  equal(wrongIn(text, '😀'.repeat(text.least)), null)
  equal(wrongIn(text, '长'.repeat(text.longest + 1)), { code: 'LONG', bounds: [text.longest + 1, text.longest] })
})

test('numbers, days and moments end where the server ends them', () => {
  const field = /** @type {any} */ ({ key: 'n', kind: 'number', between: [1, 4] })
  equal(['0', '1', '4', '5', '1.5', 'x'].map((one) => wrongIn(field, one) === null), [
    false,
    true,
    true,
    false,
    false,
    false,
  ])
  const day = /** @type {any} */ ({ key: 'd', kind: 'day', within: [0, 2] })
  const noon = Date.parse('2026-11-23T12:00:00+08:00')
  const days = ['2026-11-22', '2026-11-23', '2026-11-25', '2026-11-26']
  equal(days.map((one) => wrongIn(day, one, noon) === null), [false, true, true, false])
})

test('an empty form names all that must be said, and nothing that may be left out', () => {
  equal(Object.keys(wrongOf(file, blankOf(file))), ['kind', 'about', 'area', 'text'])
})

test('what is left blank is null, photos and files go by their content', () => {
  const photos = [{ sha256: 'a1', kind: 'EVIDENCE' }]
  const input = inputOf(file, { ...blankOf(file), kind: 'COMPLAINT', photos, files: [{ sha256: 'b2', kind: 'FILE' }] })
  equal([input.kind, input.aboutUnitId, input.contact], ['COMPLAINT', null, null])
  equal([input.photos, input.files], [['a1'], ['b2']])
})

test('a stepper shows where it is, when that was reached, and the way that was taken', () => {
  const events = { nodes: [{ at: 'B', payload: { to: 'ANSWERED' } }, { at: 'A', payload: { to: 'RECEIVED' } }] }
  const told = (/** @type {string} */ state) =>
    stagesOf(noun, { state, events }).map(({ status, at }) => `${status} ${at}`)
  equal(told('ANSWERED'), ['DONE A', 'CURRENT B', 'AHEAD null'])
  equal(stagesOf(noun, { state: 'WITHDRAWN' }).map(({ key, status }) => `${key} ${status}`), [
    'RECEIVED DONE',
    'WITHDRAWN DONE',
  ])
})

test('who was overtaken sees only what is otherwise now', () => {
  const was = { state: 'RECEIVED', answer: '', text: '灯坏了', version: 1 }
  equal(changedIn(noun, was, { ...was, state: 'ANSWERED', answer: '已修', version: 2 }).map(({ key }) => key), [
    'state',
    'answer',
  ])
})

test('a chip asks for what waits, for a state or for all, within a place', () => {
  equal(filterOf(noun, { chip: 'mine', area: null }), { mine: true })
  equal(filterOf(noun, { chip: 'CLOSED', area: '140214' }), { states: ['CLOSED'], area: '140214' })
  equal(filterOf(noun, { chip: 'all', area: null }), {})
  equal(operationOf(noun, 'Counted').name, 'ComplaintCounted')
})
