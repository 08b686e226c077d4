/**
 * The outbox as the screens see it: its rows and what the badge says, always as they are on the phone.
 * @module
 */
import { computed, signal } from '../../vendor/signals.js'
import { onWord, unseen } from '../../core/session/desk.js'
import { lineIsUp, onLine } from '../../core/outbox/line.js'
import { changes, rows as read } from '../../core/outbox/rows.js'
import { drafts as readDrafts, onDrafts } from '../../core/outbox/drafts.js'
import { summed, unsent } from '../../core/outbox/sending.js'
import { me, onSession } from '../../core/session/session.js'
import { storeId } from '../../core/replica/store.js'

export const rows = signal(/** @type {import('../../core/types.js').Row[]} */ ([]))
export const drafts = signal(/** @type {import('../../core/outbox/drafts.js').Draft[]} */ ([]))
/** What was unsent when the phone's system erased the store. */
export const evicted = signal(/** @type {import('../../core/outbox/evidence.js').Trace[]} */ ([]))
export const summary = computed(() => summed(rows.value))
/** Since when a desk asks to look, or null. */
export const asked = signal(/** @type {string | null} */ (null))
/** Whether the last request was answered. */
export const up = signal(true)

/** @type {Promise<void> | null} */
let reading = null
let again = false
/** @type {string | undefined} whose it is that is shown */
let shownTo

/** Follows the phone's store from now on. */
export function followOutbox() {
  up.value = lineIsUp()
  changes(refresh)
  onDrafts(refresh)
  onSession(leave)
  onSession(hearDesk)
  onWord(hearDesk)
  onLine((now) => (up.value = now))
  refresh()
  void hearDesk()
}

/** Whether a desk has said something that the person has not seen. */
async function hearDesk() {
  const person = await me()
  asked.value = person && await unseen(person.id)
}

/** Nothing of who was here before stands on a screen, also not until the next one's is read. @param {import('../../core/types.js').Person | null} now */
function leave(now) {
  if (now?.id !== shownTo) {
    rows.value = []
    drafts.value = []
    evicted.value = []
    asked.value = null
  }
  refresh()
}

function refresh() {
  again = true
  reading ??= readAll().finally(() => (reading = null))
}

async function readAll() {
  while (again) {
    again = false
    const whose = (await me())?.id
    const [all, written] = await Promise.all([read(), readDrafts()])
    if ((await me())?.id !== whose) {
      again = true
      continue
    }
    shownTo = whose
    rows.value = all
    drafts.value = written
    if (all.some(unsent) || document.cookie.includes('grid-unsent-')) void trace(all.filter(unsent)).catch(() => {})
  }
}

/** A trace of what is unsent, for the day when the store is erased. @param {import('../../core/types.js').Row[]} waiting */
async function trace(waiting) {
  const person = await me()
  const code = person && await import('../../core/outbox/evidence.js').catch(() => null)
  if (code) evicted.value = code.note({ person: person.id, store: await storeId(), rows: waiting })
}
