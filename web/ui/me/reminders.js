/**
 * 提醒自检: one button tries each way to this phone, says for each what arrived and when, and where nothing did, what to do.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { timeOf } from '../../core/clockwords.js'
import { tryReminders } from '../../core/session/trial.js'
import { html } from '../html.js'
import { Frame } from '../parts/frame.js'
import { words } from '../words.js'

/** @typedef {import('../../core/session/trial.js').Trial} Trial */
/** What one way came to. @typedef {{ mark: string, said: string, todo: string[] }} Found */

export function Page() {
  const [trial, setTrial] = useState(/** @type {Trial | null} */ (null))
  const [busy, setBusy] = useState(false)
  const gone = useRef(false)
  useEffect(() => () => void (gone.current = true), [])
  const { trial: t } = words.value
  const go = async () => {
    if (busy) return
    setBusy(true)
    await tryReminders((now) => gone.current || setTrial(now))
    if (!gone.current) setBusy(false)
  }
  return html`
    <${Frame} title=${t.title} back="/me">
      <div class="stack">
        <h2>${t.ask}</h2>
        <p>${t.hint}</p>
        <div class="stack" role="status">
          ${trial && html`<${Way} title=${t.live} found=${liveOf(trial)} />`}
          ${trial && html`<${Way} title=${t.push} found=${pushOf(trial)} />`}
        </div>
        <p class="note">${t.kept}</p>
      </div>
      <div
        class="acts"><button type="button" class="button main full" aria-disabled=${busy} onClick=${go}>${busy
          ? t.trying
          : trial
          ? t.again
          : t.go}</button></div>
      <//>
  `
}

/** @param {{ title: string, found: Found }} props */
function Way({ title, found: { mark, said, todo } }) {
  return html`
    <section class="card pad">
      <h3>${title}</h3>
      <p><strong>${mark} ${said}</strong></p>
      ${todo.length === 1 && html`<p>${todo[0]}</p>`}
      ${todo.length > 1 && html`<ul class="stack-close">${todo.map((one) => html`<li key=${one}>· ${one}</li>`)}</ul>`}
    </section>
  `
}

/** @param {Trial} trial @returns {Found} */
export function liveOf({ live, liveAt, why }) {
  const { trial: t } = words.value
  if (why === 'NETWORK' || why === 'TIMEOUT') return missed(t.offline, t.offlineDo)
  if (why === 'RATE_LIMITED') return { mark: '■', said: t.limited, todo: [] } // nothing was sent by either way
  if (live === 'CAME') return { mark: '✓', said: t.came(when(liveAt ?? 0)), todo: [] }
  return live === 'WAITS' ? { mark: '…', said: t.waits, todo: [] } : missed(t.liveMissed, t.liveDo)
}

/** The first thing that stands in the way, in the order in which it has to be mended. @param {Trial} trial @returns {Found} */
export function pushOf({ push, worker, arrived, arrivedAt, taken, why }) {
  const { trial: t } = words.value
  if (why === 'NETWORK' || why === 'TIMEOUT') return missed(t.offline, t.offlineDo)
  if (push === 'UNSUPPORTED') return missed(t.unsupported, t.unsupportedDo)
  if (push === 'DENIED') return missed(t.denied, t.deniedDo)
  if (!worker) return missed(t.sleepless, t.sleeplessDo)
  if (push === 'OFF') return missed(t.off, t.offDo)
  if (why === 'RATE_LIMITED') return { mark: '■', said: t.limited, todo: [] }
  if (why !== null) return missed(t.refused(why), t.refusedDo)
  if (arrived === 'CAME') return { mark: '✓', said: t.came(when(arrivedAt ?? 0)), todo: [] }
  if (arrived === 'MISSED') return missed(t.missed, ...t.missedDo)
  return { mark: '…', said: taken ? t.taken : t.waits, todo: [] }
}

/** To the second. @param {number} ms */
function when(ms) {
  return timeOf(ms) + new Date(ms).toISOString().slice(16, 19)
}

/** @param {string} said @param {string[]} todo @returns {Found} */
function missed(said, ...todo) {
  return { mark: '■', said, todo }
}
