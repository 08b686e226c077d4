/**
 * What travels beside an operation, what its receipt proves, and the trace that is left when a phone's store was erased.
 * @module
 */
import { base64url, utf8 } from '../../web/core/bytes.js'
import { drain } from '../../web/core/outbox/drain.js'
import { erased, forget, note } from '../../web/core/outbox/evidence.js'
import { keepServerFacts } from '../../web/core/session/keys.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { proofOf } from '../../web/core/outbox/proof.js'
import { row, rows } from '../../web/core/outbox/rows.js'
import { json, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

/** A server that signs. */
async function signing() {
  const server = await scene()
  const keys = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']))
  const receiptKey = base64url(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)))
  await keepServerFacts({ epoch: 'one', carryKey: 'x', receiptKey, at: Date.now() })
  /** @param {string} opId */
  const receipt = async (opId) => {
    const statement = `gridwhistle receipt ${opId} 2026-11-23T07:02:00Z`
    const signature = base64url(new Uint8Array(await crypto.subtle.sign('Ed25519', keys.privateKey, utf8(statement))))
    return { opId, at: '2026-11-23T07:02:00Z', code: '7F3A-91C2', statement, signature }
  }
  return { server, receipt }
}

test('a receipt is proved by the key of the server, and by no other', async () => {
  const { receipt } = await signing()
  const good = await receipt('op-1')
  is(await proofOf(good), 'SIGNED')
  is(await proofOf({ ...good, statement: `${good.statement} ` }), 'FORGED')
  is(await proofOf({ ...good, opId: 'op-2' }), 'FORGED')
  is(await proofOf({ ...good, signature: '!' }), 'FORGED')
  is(await proofOf({ opId: 'op-1', at: '', code: '7F3A-91C2' }), 'UNKNOWN')
})

test('已送达 only by a receipt that is signed; with a wrong one the row stays and is sent again', async () => {
  const { server, receipt } = await signing()
  const { opId } = await enqueue(report())
  const told = (/** @type {any} */ one) =>
    json({ data: { incidentReport: { incident: null, receipt: one, problems: [] } } })
  const good = await receipt(opId)
  let answer = told({ ...good, signature: (await receipt('another')).signature })
  server.trouble = ({ body }) => (body?.variables?.input ? answer : null)
  await drain()
  is((await row(opId))?.state, 'SAVED')
  answer = told(good)
  await drain({ force: true })
  equal([(await row(opId))?.state, (await row(opId))?.receipt?.signature], ['DELIVERED', good.signature])
})

test('each operation says which phone, its number there, and three times by that phone', async () => {
  const server = await scene()
  await enqueue(report())
  const made = await enqueue(report())
  await drain({ force: true })
  const { sent } = server.heard.filter(({ path }) => path === '/graphql').at(-1)?.body.variables.input
  equal([sent.device, sent.sequence, sent.format], [made.device, 2, made.format])
  equal([sent.recordedAt, sent.queuedAt], [made.createdAt, made.createdAt].map((ms) => new Date(ms).toISOString()))
  truthy(Date.parse(sent.sentAt) >= made.createdAt)
})

test('a phone whose clock is years behind sends and settles all the same; order is by number, not by time', async () => {
  const server = await scene()
  const now = Date.now
  const made = []
  try {
    Date.now = () => now() - 5 * 365 * 24 * 3600_000
    made.push(await enqueue(report()))
    Date.now = () => now() - 9 * 365 * 24 * 3600_000
    made.push(await enqueue(report()))
    await drain({ force: true })
  } finally {
    Date.now = now
  }
  equal(server.order, made.map((one) => one.opId))
  truthy((await rows()).every((one) => one.state === 'DELIVERED' && Date.parse(one.receipt?.at ?? '') > one.createdAt))
})

/** Cookies as a page has them, of which only names and values matter. */
function jar() {
  /** @type {Map<string, string>} */
  const kept = new Map()
  const page = {
    get cookie() {
      return [...kept].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    set cookie(text) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? []
      if (text.includes('max-age=0;')) kept.delete(name)
      else kept.set(name, value)
    },
  }
  Object.assign(globalThis, { document: page, location: { protocol: 'http:' } })
  return page
}

test('when the store was erased the trace tells what was unsent, and nobody wrote over it', async () => {
  const page = jar()
  await scene()
  const made = await enqueue(report({ title: { classCode: 'C0101' }, input: { text: '不该在这里' } }))
  equal(note({ person: 'wang', store: 'first', rows: [made] }), [])
  truthy(page.cookie.includes(made.opId) && !page.cookie.includes('不该'))
  const lost = note({ person: 'wang', store: 'a new one', rows: [] })
  equal(lost, [{ opId: made.opId, verb: 'Report', classCode: 'C0101', at: made.createdAt }])
  equal(note({ person: 'wang', store: 'a third', rows: [made] }), lost)
  equal(note({ person: 'li', store: 'a new one', rows: [] }), [])
  forget('wang')
  equal(note({ person: 'wang', store: 'a new one', rows: [] }), [])
})

test('of 31 that a phone erased all are counted, and as many named as a cookie holds', async () => {
  const page = jar()
  await scene()
  const made = await enqueue(report({ title: { classCode: 'C0101' } }))
  note({ person: 'wang', store: 'first', rows: Array.from({ length: 31 }, () => made) })
  is(erased('wang', 'first'), 0)
  is(erased('wang', 'a new one'), 31)
  const named = note({ person: 'wang', store: 'a new one', rows: [] })
  equal([named.length, named[0]?.opId], [24, made.opId])
  truthy(page.cookie.length < 4000)
})

test('when all is delivered the trace goes', async () => {
  const page = jar()
  await scene()
  const made = await enqueue(report())
  note({ person: 'wang', store: 'first', rows: [made] })
  note({ person: 'wang', store: 'first', rows: [] })
  is(page.cookie, '')
})
