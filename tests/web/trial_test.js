/** 提醒自检: what arrived by each way and when, and what stands in the way of what did not. */
import './stage.js'
import { hear, say } from '../../web/core/live/channel.js'
import { tryReminders } from '../../web/core/session/trial.js'
import { setFact } from '../../web/core/replica/store.js'
import { liveOf, pushOf } from '../../web/ui/me/reminders.js'
import { words } from '../../web/ui/words.js'
import { zh_trial } from '../../web/words/trial.zh.js'
import { show } from '../../web/worker/pushing.js'
import { json, scene } from './scene.js'
import { equal, is, test, truthy } from './saying.js'

const SOON = { live: 300, push: 300 }
const world = /** @type {{ Notification?: unknown, PushManager?: unknown }} */ (globalThis)

/** @param {NotificationPermission} permission @param {string | null} endpoint that the browser holds */
function browser(permission, endpoint) {
  Object.assign(world, { Notification: { permission }, PushManager: class {} })
  const pushManager = { getSubscription: () => Promise.resolve(endpoint && { endpoint }) }
  const registration = { active: {}, pushManager }
  const serviceWorker = { getRegistration: () => Promise.resolve(registration) }
  Object.defineProperty(navigator, 'serviceWorker', { value: serviceWorker, configurable: true })
}

/**
 * A server on which a trial goes as told.
 * @param {{ taken: boolean | null, why?: string | null, code?: string, live?: boolean, arrives?: boolean }} how
 */
async function server({ taken, why = null, code, live = true, arrives = true }) {
  const there = await scene()
  /** @type {(mark: string) => void} */
  let speak = () => {}
  there.trouble = ({ body }) => {
    const { mark } = body.variables.input ?? {}
    if (!mark) {
      const bytes = new TextEncoder()
      const stream = new ReadableStream({
        start: (sink) => {
          speak = (heard) => sink.enqueue(bytes.encode(`event: next\ndata: {"data":{"pushTried":"${heard}"}}\n\n`))
        },
      })
      return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
    }
    if (live) speak(mark)
    if (taken && arrives) queueMicrotask(() => say('trial', { mark, at: 1000 }))
    return json({ data: { pushTry: { taken, why, problems: code ? [{ code, message: '', field: null }] : [] } } })
  }
  return there
}

test('what arrives is told with its time, by each way', async () => {
  browser('granted', 'https://push.example/1')
  const there = await server({ taken: true })
  const told = /** @type {string[]} */ ([])
  const end = await tryReminders((now) => told.push(`${now.live} ${now.arrived}`), SOON)
  equal([end.push, end.worker, end.taken, end.why], ['ON', true, true, null])
  equal([end.live, end.arrived, end.arrivedAt], ['CAME', 'CAME', 1000])
  truthy(end.liveAt)
  is(told[0], 'WAITS null')
  is(there.heard.at(-1)?.body.variables.input.endpoint, 'https://push.example/1')
})

test('what the phone keeps back is told, and what the push service did not take with its reason', async () => {
  browser('granted', 'https://push.example/1')
  await server({ taken: true, arrives: false, live: false })
  const kept = await tryReminders(() => {}, SOON)
  equal([kept.live, kept.taken, kept.arrived], ['MISSED', true, 'MISSED'])
  await server({ taken: false, why: 'status 503' })
  const refused = await tryReminders(() => {}, SOON)
  equal([refused.live, refused.taken, refused.arrived, refused.why], ['CAME', false, null, 'status 503'])
  await server({ taken: null, code: 'RATE_LIMITED' })
  is((await tryReminders(() => {}, SOON)).why, 'RATE_LIMITED')
})

test('a browser that is not pushed to gives no address, and without a line nothing is waited for', async () => {
  browser('default', null)
  const there = await server({ taken: null })
  const off = await tryReminders(() => {}, SOON)
  equal([off.push, off.taken, off.live], ['OFF', null, 'CAME'])
  is(there.heard.at(-1)?.body.variables.input.endpoint, null)
  there.trouble = () => 'cut'
  const cut = await tryReminders(() => {}, { live: 60_000, push: 60_000 })
  equal([cut.why, cut.live], ['NETWORK', 'MISSED'])
})

test('a network that answers nothing is waited for no longer than the patience', async () => {
  browser('granted', 'https://push.example/1')
  const there = await server({ taken: true, live: false })
  const usual = there.fetch
  globalThis.fetch = (url, init = {}) =>
    !String(init.body).includes('"mark"') ? new Promise(() => {}) : usual(String(url), init)
  const end = await tryReminders(() => {}, SOON)
  globalThis.fetch = /** @type {typeof fetch} */ (usual)
  equal([end.live, end.arrived], ['MISSED', 'CAME'])
})

test('where nothing was sent, neither way is said to be at fault', async () => {
  browser('granted', 'https://push.example/1')
  await server({ taken: null, code: 'RATE_LIMITED', live: false })
  const end = await tryReminders(() => {}, SOON)
  words.value = /** @type {typeof words.value} */ ({ ...words.value, ...zh_trial })
  equal([liveOf(end).said, pushOf(end).said], [zh_trial.trial.limited, zh_trial.trial.limited])
})

test('the worker shows a trial as one, and says that it came', async () => {
  await scene()
  await setFact('person', { id: 'wang', name: 'wang' })
  const shown = /** @type {{ body: string, tag: string, data: { url: string } }[]} */ ([])
  const heard = /** @type {{ mark: string, at: number }[]} */ ([])
  const deaf = hear('trial', (came) => heard.push(came))
  const id = '01a229d5-59a2-729c-96eb-7aa759999320'
  const worker = {
    registration: {
      showNotification: (/** @type {string} */ _, /** @type {typeof shown[0]} */ one) =>
        Promise.resolve(void shown.push(one)),
    },
    clients: { matchAll: () => Promise.resolve([]), openWindow: () => Promise.resolve() },
  }
  const data = {
    json: () => ({ id, kind: 'TRIAL', incident: null, subject: null, severity: 4, due: null, badge: null }),
  }
  await show(
    /** @type {import('../../web/worker/scope.d.ts').Scope} */ (/** @type {unknown} */ (worker)),
    /** @type {import('../../web/worker/scope.d.ts').Pushed} */ (/** @type {unknown} */ ({ data })),
  )
  deaf()
  equal([shown[0]?.body.slice(0, 4), shown[0]?.tag, shown[0]?.data.url], ['试提醒：', 'notice', '/me/reminders'])
  is(heard[0]?.mark, id)
})
