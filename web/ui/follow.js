/**
 * What others do while a screen is open: it is said, and shown only when the person asks, so that nothing jumps.
 * @module
 */
import { useEffect, useState } from '../vendor/preact-hooks.js'
import { signal } from '../vendor/signals.js'
import { follow } from '../core/live/live.js'
import { subjectOf } from '../core/outbox/subject.js'
import { rows } from './outbox/shown.js'

/** @typedef {{ id: string, version: number, at: string, incident: any }} Change */

/** The state of the live stream. */
export const stream = signal(
  /** @type {import('../core/live/live.js').LineState} */ ({ state: 'OFF', since: Date.now() }),
)

/** Versions that this person's own steps made, by incident: no news to them. */
const mine = signal(/** @type {Record<string, number>} */ ({}))

/** @param {any} incident as the answer to one's own step shows it */
export function didMyself(incident) {
  if (incident) mine.value = { ...mine.peek(), [incident.id]: incident.version }
}

/** @param {{ id: string, version: number, at: string }} change whether it was my own step, here or from the outbox */
function isMine({ id, version, at }) {
  if ((mine.value[id] ?? 0) >= version) return true
  const when = Date.parse(at)
  return rows.value.some((row) =>
    subjectOf(row).id === id && row.receipt && Math.abs(Date.parse(row.receipt.at) - when) < 2000
  )
}

/**
 * @param {(change: { kind: string, at: string, incident: any }) => boolean} [concerns] whether a change matters here
 * @returns {{ at: string | number | null, changes: Change[], clear: () => void }} when something last changed, and which incidents
 */
export function useNews(concerns = () => true) {
  const [changes, setChanges] = useState(/** @type {Change[]} */ ([]))
  const [missed, setMissed] = useState(/** @type {number | null} */ (null))
  useEffect(() =>
    follow({
      onChange: (change) => {
        if (!change.incident || !concerns(change)) return
        const { id, version } = change.incident
        const now = { id, version, at: change.at, incident: change.incident }
        setChanges((old) => [...old.filter((one) => one.id !== id), now].slice(-200))
      },
      onLine: (line) => (stream.value = line),
      onFresh: () => setMissed(Date.now()),
    }), [])
  const others = changes.filter((change) => !isMine(change))
  const clear = () => {
    setChanges([])
    setMissed(null)
  }
  return { at: others.at(-1)?.at ?? missed, changes: others, clear }
}
