/**
 * What an answer means: only a receipt for this very operation is a yes, only words the server understood are a no.
 * @module
 */
import { backoff, judge } from '../../web/core/outbox/judge.js'
import { equal, test, truthy } from './saying.js'

const receipt = { opId: 'op', at: '2026-11-23T07:00:00Z', code: '7F3A-91C2' }

/**
 * @param {number} status
 * @param {any} body
 * @param {number | null} [retryAfter]
 * @returns {import('../../web/core/types.js').Reply}
 */
const answer = (status, body, retryAfter = null) => ({
  kind: 'answer',
  status,
  body,
  retryAfter,
})

/** @param {string[]} codes @param {any} [more] */
const payload = (codes, more = {}) => ({
  data: {
    incidentSign: {
      incident: null,
      receipt: null,
      problems: codes.map((code) => ({ code })),
      ...more,
    },
  },
})

/** @param {string} code */
const errors = (code) => ({
  errors: [{ message: 'no', extensions: { code } }],
})

/** @type {[string, import('../../web/core/types.js').Reply, string][]} */
const REPLIES = [
  [
    'the receipt names the operation',
    answer(200, payload([], { receipt })),
    'DONE',
  ],
  [
    'a receipt without a code',
    answer(200, payload([], { receipt: { ...receipt, code: '' } })),
    'LATER',
  ],
  [
    'the receipt of another operation',
    answer(200, payload([], { receipt: { ...receipt, opId: 'other' } })),
    'LATER',
  ],
  ['no problems and no receipt', answer(200, payload([])), 'LATER'],
  ['a conflict', answer(200, payload(['CONFLICT'])), 'REFUSED'],
  [
    'two problems at once',
    answer(200, payload(['INVALID', 'OUT_OF_AREA'])),
    'REFUSED',
  ],
  ['held until the one before it comes', answer(200, payload(['HELD'])), 'LATER'],
  ['held for too long', answer(200, payload(['HELD_TOO_LONG'])), 'REFUSED'],
  ['a busy database', answer(200, payload(['BUSY'])), 'LATER'],
  [
    'busy and invalid at once',
    answer(200, payload(['BUSY', 'INVALID'])),
    'REFUSED',
  ],
  [
    'the session ended inside the payload',
    answer(200, payload(['AUTH_EXPIRED'])),
    'LOGIN',
  ],
  ['401', answer(401, null), 'LOGIN'],
  ['401 with codes', answer(401, errors('AUTH_EXPIRED')), 'LOGIN'],
  [
    '200 that says nobody is signed in',
    answer(200, errors('AUTH_EXPIRED')),
    'LOGIN',
  ],
  ['429', answer(429, errors('RATE_LIMITED'), 30_000), 'LATER'],
  ['503', answer(503, null), 'LATER'],
  ['502 of a proxy', answer(502, null), 'LATER'],
  ['500 with a masked error', answer(500, errors('INTERNAL')), 'LATER'],
  ['200 with a masked error', answer(200, errors('INTERNAL')), 'LATER'],
  ['400 with a code', answer(400, errors('OPERATION_UNKNOWN')), 'REFUSED'],
  ['400 because of the version', answer(400, errors('DOCUMENT_UNKNOWN')), 'LATER'],
  ['413', answer(413, errors('BODY_TOO_LARGE')), 'REFUSED'],
  ['408', answer(408, errors('TIMEOUT')), 'LATER'],
  ['404 of a proxy, in HTML', answer(404, null), 'LATER'],
  ['a captive portal', answer(200, null), 'LATER'],
  ['JSON that is not ours', answer(200, { ok: true }), 'LATER'],
  ['a list', answer(200, []), 'LATER'],
  ['no network', { kind: 'silence', why: 'NETWORK' }, 'LATER'],
  ['no answer in time', { kind: 'silence', why: 'TIMEOUT' }, 'LATER'],
]

for (const [sentence, reply, verdict] of REPLIES) {
  test(`${sentence} is ${verdict}`, () => equal(judge(reply, 'op').verdict, verdict))
}

test('the line or the server at fault stops everything, a single operation at fault only itself', () => {
  const all = (/** @type {any} */ reply) => /** @type {any} */ (judge(reply, 'op')).everything
  equal(all({ kind: 'silence', why: 'NETWORK' }), true)
  equal(all(answer(503, null)), true)
  equal(all(answer(502, null)), true)
  equal(all(answer(500, errors('INTERNAL'))), false)
  equal(all(answer(200, null)), false)
})

test('the server may say when to come again', () => {
  equal(
    /** @type {any} */ (judge(answer(429, null, 30_000), 'op')).after,
    30_000,
  )
})

test('each failure in a row doubles the wait, up to five minutes', () => {
  const waits = [1, 2, 3, 8, 9, 40].map((tries) => backoff(tries, () => 1))
  equal(waits, [2000, 4000, 8000, 256_000, 300_000, 300_000])
  truthy(backoff(3, () => 0) === 6400)
})

test('a receipt brings what it is about along, of whatever noun', () => {
  const complaint = { id: 'c', version: 2 }
  const { incident: _none, ...rest } = payload([], { complaint, receipt }).data.incidentSign
  equal(judge(answer(200, { data: { complaintAnswer: rest } }), 'op'), {
    verdict: 'DONE',
    receipt,
    incident: complaint,
  })
})
