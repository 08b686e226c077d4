/**
 * Six digits on one phone: with the server, without it, and how they come to an end.
 * @module
 */
import { fromBase64url, utf8 } from '../../web/core/bytes.js'
import { drain } from '../../web/core/outbox/drain.js'
import { deviceId, deviceKey } from '../../web/core/session/keys.js'
import { heard } from '../../web/core/outbox/line.js'
import { enqueue } from '../../web/core/outbox/outbox.js'
import { endPin, pinFacts, setPin, unlock } from '../../web/core/session/pin.js'
import { hasPin } from '../../web/core/session/pin_kept.js'
import { row } from '../../web/core/outbox/rows.js'
import { me } from '../../web/core/session/session.js'
import { signIn, signOut } from '../../web/core/session/signing.js'
import { fact, setFact } from '../../web/core/replica/store.js'
import { json, report, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const WANG = { id: 'wang', name: 'wang' }
const RIGHT = '271828', WRONG = '314159'

/** A phone on which wang has set a PIN, and a server that knows it. */
async function phone() {
  const server = await scene()
  const set = /** @type {{ proof: string | null, silent: boolean, refuses: string | null }} */ ({
    proof: null,
    silent: false,
    refuses: null,
  })
  const device = await deviceId()
  await deviceKey('wang')
  await setFact('registered:wang', device)
  server.trouble = ({ method, path, body }) => {
    if (set.silent) return 'cut'
    if (path === '/session/challenge') return json({ challenge: 'once' })
    if (path === '/session' && method === 'GET' && server.session) {
      const person = { id: server.session, name: server.session }
      return json({ person, pin: { tries: 5, offlineHours: 12 } })
    }
    if (!path.startsWith('/session/pin')) return null
    if (method === 'PUT') set.proof = body.proof
    if (method === 'DELETE') set.proof = null
    if (method !== 'POST') return new Response(null, { status: 204 })
    if (set.refuses) return json({ code: set.refuses, message: '' }, 401)
    server.session = body.person
    return json({ person: { id: body.person, name: body.person } })
  }
  await signIn('wang', 'a long password')
  await setPin('wang', RIGHT, 'a long password')
  server.heard.length = 0
  return { server, set, device }
}

/** @param {() => Promise<unknown>} work @returns {Promise<string>} the code that it failed with */
async function failure(work) {
  try {
    await work()
  } catch (error) {
    return /** @type {any} */ (error).code
  }
  return 'none'
}

/** @param {any} server */
const paths = (server) => server.heard.map((/** @type {any} */ { method, path }) => `${method} ${path}`)

test('a PIN lets its person in, proved by this phone and never sent as it was typed', async () => {
  const { server, set, device } = await phone()
  await signOut()
  await unlock(WANG, RIGHT)
  equal(await me(), WANG)
  const sent = server.heard.at(-1)?.body
  equal([sent.person, sent.device, sent.challenge], ['wang', device, 'once'])
  is(sent.proof, set.proof)
  is(sent.proof.length, 43)
  truthy(!JSON.stringify(server.heard).includes(RIGHT))
  const said = ['gridwhistle pin 1', 'once', device, 'wang', sent.proof].join('\n')
  const { publicKey } = await deviceKey('wang')
  const how = { name: 'ECDSA', hash: 'SHA-256' }
  truthy(await crypto.subtle.verify(how, publicKey, fromBase64url(sent.signature), utf8(said)))
})

test('a PIN keeps the login by which one is known here, and the password brings a new one', async () => {
  await phone()
  await signOut()
  await unlock(WANG, RIGHT)
  is((await fact('people'))[0].login, 'wang')
  await setFact('people', [{ ...(await fact('people'))[0], login: 'before' }])
  await signIn('wang', 'a long password')
  is((await fact('people'))[0].login, 'wang')
})

test('nothing on the phone says what the PIN is', async () => {
  await phone()
  const kept = await fact('pin:wang')
  is(kept.key.extractable, false)
  const text = JSON.stringify({ ...kept, code: [...new Uint8Array(kept.code)] })
  truthy(!text.includes(RIGHT))
})

test('five wrong ones and it is gone, without asking the server', async () => {
  const { server } = await phone()
  await signOut()
  server.heard.length = 0
  for (const left of [4, 3, 2, 1]) {
    is(await failure(() => unlock(WANG, WRONG)), 'PIN_WRONG')
    is((await pinFacts('wang'))?.left, left)
  }
  is(await failure(() => unlock(WANG, WRONG)), 'PIN_GONE')
  is(await failure(() => unlock(WANG, RIGHT)), 'PIN_GONE')
  is(await hasPin('wang'), false)
  is(await me(), null)
  equal(server.heard, [])
})

test('a right one wipes out the errors before it', async () => {
  await phone()
  for (let n = 0; n < 3; n++) await failure(() => unlock(WANG, WRONG))
  await unlock(WANG, RIGHT)
  is((await pinFacts('wang'))?.left, 5)
})

test('without a network it opens what lies here, and the work of this person goes out as theirs without another tap', async () => {
  const { server, set } = await phone()
  await signIn('zhao', 'another password')
  set.silent = true
  await unlock(WANG, RIGHT)
  equal(await me(), WANG)
  const { opId } = await enqueue(report())
  await drain({ force: true })
  is((await row(opId))?.state, 'SAVED')
  is(server.session, 'zhao')
  set.silent = false
  heard(true)
  for (let n = 0; n < 100 && server.session !== 'wang'; n++) await new Promise((resolve) => setTimeout(resolve, 20))
  is(server.session, 'wang')
  await drain({ force: true })
  is((await row(opId))?.state, 'DELIVERED')
})

test('under the cookie of somebody else nothing goes out', async () => {
  const { server, set } = await phone()
  await signIn('zhao', 'another password')
  set.silent = true
  await unlock(WANG, RIGHT)
  const { opId } = await enqueue(report())
  set.refuses = 'PIN_GONE' // meanwhile wang has another password
  set.silent = false
  await drain({ force: true })
  is((await row(opId))?.state, 'LOGIN')
  equal(server.order, [])
})

test('half a day after the last contact it opens nothing without a network, and everything with one', async () => {
  const { set } = await phone()
  await signOut()
  const people = await fact('people')
  await setFact('people', people.map((/** @type {any} */ one) => ({ ...one, last: Date.now() - 12.1 * 3600_000 })))
  set.silent = true
  is(await failure(() => unlock(WANG, RIGHT)), 'PIN_TOO_LONG')
  is(await me(), null)
  await setFact('people', people.map((/** @type {any} */ one) => ({ ...one, last: Date.now() - 11.9 * 3600_000 })))
  await unlock(WANG, RIGHT)
  equal(await me(), WANG)
  await setFact('people', people.map((/** @type {any} */ one) => ({ ...one, last: Date.now() + 3 * 3600_000 })))
  is(await failure(() => unlock(WANG, RIGHT)), 'PIN_TOO_LONG') // the clock was set back
  set.silent = false
  await unlock(WANG, RIGHT)
})

test('what the server takes no more is forgotten here too', async () => {
  const { set } = await phone()
  await signOut()
  set.refuses = 'PIN_GONE'
  is(await failure(() => unlock(WANG, RIGHT)), 'PIN_GONE')
  is(await hasPin('wang'), false)
})

test('a busy server is no reason to forget it', async () => {
  const { set } = await phone()
  set.refuses = 'CHALLENGE_OLD'
  is(await failure(() => unlock(WANG, RIGHT)), 'CHALLENGE_OLD')
  is(await hasPin('wang'), true)
})

test('ended at the server first, then here', async () => {
  const { server, set } = await phone()
  set.silent = true
  is(await failure(() => endPin('wang')), 'NETWORK')
  is(await hasPin('wang'), true)
  set.silent = false
  await endPin('wang')
  is(await hasPin('wang'), false)
  truthy(paths(server).some((/** @type {string} */ one) => one.startsWith('DELETE /session/pin/')))
})
