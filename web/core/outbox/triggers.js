/**
 * When a page sends: at its start, when something was saved, when a line comes up, when it is looked at, after a login, and
 * when a wait is over. The service worker adds the `sync` event, the screens their button. Whether the line is up is asked of `line` alone:
 * while it is down and something waits here, the server is asked for so often that what waits goes within half a minute of its return.
 * @module
 */
import { send } from '../api.js'
import { hear } from '../live/channel.js'
import { expireCache } from '../replica/cache.js'
import { lineIsUp, onLine } from './line.js'
import { rows } from './rows.js'
import { unsent } from './sending.js'
import { me } from '../session/session.js'
import { anyCarried, anyLetters, fact } from '../replica/store.js'
import { missed } from '../live/updates.js'

/** The longest sleep between two looks at the outbox while a page is open. */
const LONGEST = 5 * 60_000
/** The same while the line is down, if somebody looks at the page: a little spread, so that phones do not march. */
const PROBE = 15_000 + 5_000 * Math.random()

const MINUTE = 60_000
const NOTHING = { left: 0, next: /** @type {number | null} */ (null) }

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer
/** Whether a page is open: what is under way when it closes sets no clock any more. */
let open = false
let renewed = 0

/**
 * The code that sends, and that asks what became of reports, comes only when there is something to send or to ask for: most
 * openings of the app need neither.
 */
const sender = () => import('./drain.js')
const asker = () => import('./became.js')
const copier = () => import('../replica/renewing.js')
const carrier = () => import('../courier/carry.js')
const leaver = () => import('../session/leaving.js')
const poster = () => import('../letters.js')
const waker = () => import('./back.js')

/**
 * Sends now what may be sent, and sets the clock for the rest.
 * @param {{ force?: boolean }} [options]
 */
export async function sendNow(options) {
  clearTimeout(timer)
  const outcomes = [await sendOwed(), await sendOwn(options), await sendCarried(options), await sendPosted(options)]
  clearTimeout(timer)
  const times = outcomes.map(({ next }) => next).filter((next) => next !== null)
  const next = times.length ? Math.min(...times) : null
  if (next !== null && open) timer = setTimeout(look, Math.min(Math.max(next - Date.now(), 0) + 50, longest()))
  const left = outcomes.reduce((sum, one) => sum + one.left, 0)
  if (left > 0) await askForSync()
  return { left, next }
}

const longest = () => (lineIsUp() || document.hidden ? LONGEST : PROBE)

/** An answer, whatever it says, is what `line` tells everybody. */
async function look() {
  if (!lineIsUp()) await send('/session', {})
  return sendNow()
}

/** Whoever left without a line is signed out before anything else. */
async function sendOwed() {
  if (!(await fact('owed'))?.length) return NOTHING
  const done = await leaver().then(({ settle }) => settle()).catch(missed)
  return done ? NOTHING : { left: 1, next: Date.now() + 30_000 }
}

/** @param {{ force?: boolean }} [options] */
async function sendOwn(options) {
  if (!(await rows()).some(unsent)) return NOTHING
  const code = await sender().catch(missed) // no line, and no worker yet that keeps it: what is saved waits
  return code ? code.drain(options) : { left: 1, next: Date.now() + 30_000 }
}

/** What this phone brings for others. @param {{ force?: boolean }} [options] */
async function sendCarried(options) {
  if (!(await anyCarried())) return NOTHING
  const code = await carrier().catch(missed)
  const next = code ? await code.deliverCarried(options) : Date.now() + 30_000
  return { left: next === null ? 0 : 1, next }
}

/** What somebody wrote without a login. @param {{ force?: boolean }} [options] */
async function sendPosted(options) {
  if (!(await anyLetters())) return NOTHING
  const code = await poster().catch(missed)
  return code ? code.sendLetters(options) : { left: 1, next: Date.now() + 30_000 }
}

/** Lets the browser wake our worker when there is a line, also after this page is closed. */
async function askForSync() {
  const registration = await globalThis.navigator?.serviceWorker?.getRegistration?.()
  await /** @type {any} */ (registration)?.sync?.register('outbox').catch(() => {})
}

/** Brings the phone's copy up to date, at most once a minute. */
async function renewCopy() {
  if (Date.now() - renewed < MINUTE || !(await me())) return
  renewed = Date.now()
  const code = await copier().catch(missed)
  await code?.renew().catch(() => (renewed = 0))
}

async function askWhatBecame() {
  if ((await rows()).some((row) => row.state === 'DELIVERED')) await (await asker().catch(missed))?.becameOf()
}

/**
 * Begins. Called once by each page.
 * @returns {() => void} stop
 */
export function start() {
  const looked = () => {
    if (document.visibilityState !== 'visible') return
    sendNow().then(askWhatBecame).then(renewCopy)
  }
  const online = () => sendNow({ force: true }).then(renewCopy)
  const stops = [
    hear('wake', () => sendNow()),
    onLine((up) => void (up && waker().then(({ goOn }) => goOn()).catch(missed).then(() => sendNow()).then(renewCopy))),
    hear('session', () => {
      renewed = 0
      sendNow({ force: true }).then(renewCopy)
    }),
  ]
  open = true
  document.addEventListener('visibilitychange', looked)
  globalThis.addEventListener('online', online)
  looked()
  expireCache()
  return () => {
    open = false
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', looked)
    globalThis.removeEventListener('online', online)
    for (const stop of stops) stop()
  }
}
