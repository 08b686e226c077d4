/**
 * How much waits for the person: the number on the app's icon, unread notices, and the one offer to be reminded. Loaded after
 * the first screen; it follows what the screens follow and opens no line of its own.
 * @module
 */
import { signal } from '../../vendor/signals.js'
import { Waiting } from '../../api/operations.js'
import { ask as question } from '../../core/api.js'
import { hear } from '../../core/live/channel.js'
import { keepUp, mayOffer, refuse, turnOn } from '../../core/session/push.js'
import { person, unread } from '../here.js'
import { rows } from '../outbox/shown.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { go } from '../route.js'
import { need, words } from '../words.js'

/** How many steps wait for this person, as the server last said. */
const todo = signal(0)

/** After a change: once its step counts, and once more when its notices are surely made. */
const SOON = [1500, 7000]

/** @type {ReturnType<typeof setTimeout>[]} */
let timers = []
let offered = false
let first = true

/** Begins, for whoever is signed in. */
export function followNotices() {
  person.subscribe((now) => {
    clear()
    if (!now) return
    look()
    void keepUp().catch(() => {})
  })
  hear('live', (message) => {
    if ('change' in message || 'fresh' in message || message.line?.state === 'LIVE') soon()
  })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && soon())
  rows.subscribe(() => show())
  navigator.serviceWorker?.addEventListener('message', ({ data }) => {
    if (typeof data?.open === 'string' && data.open.startsWith('/')) go(data.open)
  })
}

function soon() {
  timers.forEach(clearTimeout)
  timers = SOON.map((ms) => setTimeout(look, ms))
}

/** Asks how much waits. */
export function look() {
  const asking = person.peek()
  if (!asking) return Promise.resolve()
  return question(Waiting, {}).then((found) => {
    if (person.peek()?.id !== asking.id) return
    const before = todo.peek()
    todo.value = found.todo.total.count
    const more = todo.peek() > before
    unread.value = found.noticesUnread
    show()
    if (more && !first) void offer().catch(() => {}) // what cannot be remembered is not asked
    first = false
  }, () => {})
}

function clear() {
  unread.value = todo.value = 0
  first = true
  show()
}

/** The number on the app's icon: things that need the person, never news. */
function show() {
  const icon = /** @type {any} */ (navigator)
  const count = todo.peek() + rows.peek().filter((row) => row.state === 'NEEDS_YOU').length
  const said = count > 0 ? icon.setAppBadge?.(count) : icon.clearAppBadge?.()
  said?.catch?.(() => {})
}

/** Something was handed to the person while they are here: now it makes sense to ask, once. */
async function offer() {
  if (offered || document.visibilityState !== 'visible' || !(await mayOffer())) return
  offered = true
  await refuse() // asked is asked, also where the answer never comes: a page that goes away with the question, another tab
  await need(['notice'])
  const { notice } = words.peek()
  const yes = await ask({ title: notice.askTitle, body: notice.askBody, yes: notice.askYes, no: notice.askNo })
  if (!yes) return
  try {
    if (await turnOn() === 'ON') toast({ text: notice.on })
  } catch {
    toast({ text: notice.failed })
  }
}
