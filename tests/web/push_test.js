/** 提醒: offered when it makes sense, not again for 30 days to who said no, and always under the server's present key. */
import { mayOffer, PEACE, refuse, subscribe } from '../../web/core/push.js'
import { setFact } from '../../web/core/store.js'
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
