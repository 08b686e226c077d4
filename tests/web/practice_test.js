/** 练习: the teacher answers as the server would, out of the lesson alone. */
import {
  Check,
  Dispatch,
  Pull,
  Report,
  Verify,
  WhistleAck,
  WhistleArrive,
  WhistleFinish,
} from '../../web/api/operations.js'
import { lesson, unitOf } from '../../web/ui/practice/lesson.js'
import { Teacher } from '../../web/ui/practice/teacher.js'
import { zh_practice } from '../../web/words/practice.zh.js'
import { judge } from '../../web/core/outbox/judge.js'
import { equal, is, test } from './saying.js'

const t = zh_practice.practice.lesson
const AREA = { code: 'g1', name: '第1网格', level: /** @type {const} */ ('GRID'), path: '第1网格', lat: 40, lon: 113 }
const POST = {
  id: 'p',
  role: /** @type {const} */ ('GRID_WORKER'),
  standsFor: false,
  startsOn: '2026-01-01',
  endsOn: null,
  area: AREA,
  unit: unitOf(t),
}
const WANG = { id: 'wang', name: '王*' }

/** @returns {import('../../web/ui/practice/lesson.js').Seed} */
function seed() {
  const kinds = ['C0101', 'C0102', 'C0103'].map((code) => ({ code, name: code, nameEn: code }))
  return {
    t,
    person: WANG,
    viewer: { signedIn: true, explores: false, person: WANG, posts: [POST], standsIn: [], home: null },
    reference: { version: 'v1', catalogue: { classes: kinds }, grids: [AREA] },
  }
}

/** @param {(lesson: import('../../web/ui/practice/lesson.js').Lesson) => void} [keep] */
function taught(keep = () => {}) {
  const given = lesson(seed())
  const teacher = new Teacher(seed(), given, keep)
  const send = async (/** @type {{ id: string }} */ { id }, /** @type {Record<string, unknown>} */ variables) => {
    const { status, body } = await teacher.answer('/graphql', 'POST', { documentId: id, variables })
    return {
      kind: /** @type {const} */ ('answer'),
      status,
      body: /** @type {Record<string, any>} */ (body),
      retryAfter: null,
    }
  }
  return { given, teacher, send }
}

test('a report, a verification and a check are delivered, and the copy follows', async () => {
  const { given, send } = taught()
  const [verifying, checking] = given.cases
  const steps = /** @type {const} */ ([
    [Report, { id: 'new', classCode: 'C0102', text: '井盖', place: { lat: 40, lon: 113 } }],
    [Verify, { id: verifying?.id, verdict: 'TRUE' }],
    [Check, { id: checking?.id, verdict: 'TRUE' }],
  ])
  for (const [operation, input] of steps) {
    is(judge(await send(operation, { input: { ...input, opId: `op ${input.id}` } }), `op ${input.id}`).verdict, 'DONE')
  }
  const { body } = await send(Pull, { cursor: 'practice 0' })
  const states = body.data.pull.incidents.map((/** @type {{ state: string }} */ one) => one.state)
  equal(states, ['PENDING_FILING', 'CLOSED', 'REPORTED'])
})

test('a called unit answers, arrives and finishes; what is not in the lesson is refused', async () => {
  let kept = 0
  const { given, send } = taught(() => kept++)
  for (const operation of [WhistleAck, WhistleArrive, WhistleFinish]) {
    const { body } = await send(operation, { input: { opId: 'op', id: given.whistle.parties[0]?.id } })
    equal(body.data.done.problems, [])
  }
  equal(given.whistle.parties.map((one) => [one.state, one.allowedSteps[0]?.step]), [['DONE', 'SCORE']])
  is(kept, 3)
  const { body } = await send(Dispatch, { input: { opId: 'op', id: given.cases[0]?.id } })
  is(body.errors[0].extensions.code, 'FORBIDDEN')
})
