/** 提醒: offered when it makes sense, not again for 30 days to who said no, and always under the server's present key. */
import { mayOffer, PEACE, refuse, subscribe } from '../../web/core/session/push.js'
import { setFact } from '../../web/core/replica/store.js'
import { open, show } from '../../web/worker/pushing.js'
import { equal, is, test } from './saying.js'
import { json, scene } from './scene.js'

const KEY = 'BAEC'
const OTHER = 'BAED'

/** @param {NotificationPermission} permission */
function browser(permission) {
  Object.assign(globalThis, { Notification: { permission }, PushManager: class {} })
  Object.defineProperty(navigator, 'serviceWorker', { value: {}, configurable: true })
}

test('who was never asked may be offered it, and who said no is left in peace for 30 days', async () => {
  await scene()
  browser('default')
  is(await mayOffer(), true)
  await refuse()
  is(await mayOffer(), false)
  await setFact('push-refused', Date.now() - PEACE + 60_000)
  is(await mayOffer(), false)
  await setFact('push-refused', Date.now() - PEACE - 1)
  is(await mayOffer(), true)
})

test('whose browser has decided is never offered it', async () => {
  await scene()
  for (const permission of /** @type {const} */ (['granted', 'denied'])) {
    browser(permission)
    is(await mayOffer(), false)
  }
})

/** @param {string | null} under the key of the subscription that is there */
function registration(under) {
  /** @type {string[]} */
  const done = []
  const made = (/** @type {Uint8Array} */ key) => ({
    options: { applicationServerKey: key.buffer },
    unsubscribe: () => Promise.resolve(void done.push('unsubscribed')),
    toJSON: () => ({ endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } }),
  })
  const bytes = (/** @type {string} */ text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0))
  const pushManager = {
    getSubscription: () => Promise.resolve(under ? made(bytes(under)) : null),
    subscribe: (/** @type {any} */ options) => {
      done.push(`subscribed ${btoa(String.fromCharCode(...options.applicationServerKey))}`)
      return Promise.resolve(made(options.applicationServerKey))
    },
  }
  return { done, worker: /** @type {any} */ ({ pushManager }) }
}

test('a browser subscribes once, and anew when the server has another key', async () => {
  for (
    const [under, expected] of /** @type {[string | null, string[]][]} */ ([
      [null, [`subscribed ${KEY}`]],
      [KEY, []],
      [OTHER, ['unsubscribed', `subscribed ${KEY}`]],
    ])
  ) {
    const server = await scene()
    const told = /** @type {any[]} */ ([])
    server.trouble = (request) => {
      if (!request.body?.documentId) return null
      told.push(request.body.variables)
      const data = request.body.variables.input
        ? { pushSubscribe: { problems: [] } }
        : { noticeSettings: { pushKey: KEY } }
      return json({ data })
    }
    const { done, worker } = registration(under)
    await subscribe(worker)
    equal(done, expected)
    equal(told.at(-1), { input: { endpoint: 'https://push.example/1', p256dh: 'p', auth: 'a' } })
  }
})

test('a digest is told by how much stands in it, and a tap opens it', async () => {
  await scene()
  await setFact('person', 'wu')
  const digest = '01a229d5-59a2-729c-96eb-7aa759999320'
  const told = {
    id: digest,
    kind: 'DIGEST',
    incident: null,
    whistle: null,
    severity: 1,
    due: null,
    badge: 0,
    digest,
    count: 3,
  }
  const shown = /** @type {any[]} */ ([])
  const opened = /** @type {string[]} */ ([])
  const worker = /** @type {any} */ ({
    registration: { showNotification: (/** @type {any[]} */ ...one) => Promise.resolve(void shown.push(one)) },
    clients: { matchAll: () => Promise.resolve([]), openWindow: (/** @type {string} */ url) => opened.push(url) },
  })
  for (const data of [told, { ...told, digest: '//elsewhere' }]) {
    await show(worker, /** @type {any} */ ({ data: { json: () => data } }))
  }
  const [[, first], [, forged]] = shown
  equal([first.body, first.tag], ['每日摘要来了：3 条，都不急', 'digest'])
  await open(worker, /** @type {any} */ ({ notification: { data: first.data, close: () => {} } }))
  equal(opened, [`/notices?digest=${digest}`])
  equal(forged.data.url, '/notices')
})

test('what is pushed of an incident, a whistle or another noun opens its screen', async () => {
  await scene()
  /** @type {any[]} */
  const shown = []
  const worker = {
    registration: {
      showNotification: (/** @type {string} */ _, /** @type {any} */ said) => Promise.resolve(void shown.push(said)),
    },
  }
  const [incident, other] = ['01a01b7e-5c00-7c3a-8f5d-2b1d0c9a3001', '01a01b7e-5c00-7c3a-8f5d-2b1d0c9a3004']
  const base = { id: 'n', kind: 'ASSIGNED', severity: 2, due: null, badge: null }
  for (
    const told of [
      { ...base, incident, whistle: null }, // as the first release was told
      { ...base, incident, whistle: null, subjectKind: 'incident', subject: incident },
      { ...base, incident, whistle: other, subjectKind: 'whistle', subject: other },
      { ...base, incident: null, whistle: null, subjectKind: 'errand', subject: other },
      { ...base, incident: null, whistle: null, subjectKind: 'hotissue', subject: other },
    ]
  ) await show(/** @type {any} */ (worker), /** @type {any} */ ({ data: { json: () => told } }))
  equal(shown.map(({ tag, data }) => [tag, data.url]), [
    [incident, `/i/${incident}`],
    [incident, `/i/${incident}`],
    [other, `/w/${other}`],
    [other, `/n/errand/${other}`],
    [other, '/board'],
  ])
})
