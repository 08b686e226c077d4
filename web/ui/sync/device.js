/**
 * V41, one device: what waits on it, what is wrong with it, and a word to its person.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { DeviceRemind } from '../../api/operations.js'
import { act } from '../../core/api.js'
import { csv } from '../../core/csv.js'
import { RELEASE } from '../../core/outbox/outbox.js'
import { ago, now, stamp } from '../clock.js'
import { download } from '../download.js'
import { html } from '../html.js'
import { toast } from '../parts/toast.js'
import { sizeOf } from '../outbox/unsent.js'
import { said, words } from '../words.js'

/** A phone that was not heard for so long is behind, in ms. */
const BEHIND = 24 * 3600_000
/** A clock that is off by less is as clocks are, in seconds. */
const CLOCK_OFF = 300

/** @param {{ device: any }} props */
export function Device({ device }) {
  const { health, join } = words.value
  const behind = now.value - Date.parse(device.lastContact) > BEHIND
  const faults = faultsOf(device)
  return html`
    <li class="card">
      <div class="row"><strong>${health.device(endOf(device))}</strong><span class="chip ${behind
        ? 'bad'
        : 'ok'}">${behind ? health.behind(ago(device.lastContact)) : health.fresh}</span></div>
      <div class="note">${whereOf(device)}</div>
      <div>${factsOf(device).join(join)}</div>
      ${faults.map((fault) => html`<p class="error" key=${fault}>${fault}</p>`)}
      <div class="note">${roomOf(device).join(join)}</div>
      ${(behind || faults.length > 0 || device.pending > 0 || device.needsYou > 0) &&
        html`<${Remind} device=${device} />`}
    </li>
  `
}

/** @param {any} device */
function factsOf({ pending, unsentKb, needsYou, oldestRecordedAt, appVersion }) {
  const { health } = words.value
  return [
    pending > 0
      ? health.pending(pending, sizeOf(unsentKb * 1024), oldestRecordedAt ? ago(oldestRecordedAt) : '')
      : health.sent,
    needsYou > 0 && health.needs(needsYou),
    appVersion && health.version(appVersion),
  ].filter(Boolean)
}

/** What somebody should look after. @param {any} device */
function faultsOf({ clockOff, missing, erased, appVersion }) {
  const { health } = words.value
  return [
    Math.abs(clockOff ?? 0) > CLOCK_OFF && health.clock(clockOff > 0, Math.round(Math.abs(clockOff) / 60)),
    missing > 0 && health.missing(missing),
    erased > 0 && health.erased(erased),
    Boolean(RELEASE && appVersion && appVersion !== RELEASE) && health.oldVersion,
  ].filter(Boolean)
}

/** @param {any} device */
function roomOf({ persisted, usageMb, quotaMb }) {
  const { health } = words.value
  return [
    persisted === true ? health.safe : persisted === false && health.unsafe,
    quotaMb > 0 && health.room(usageMb, quotaMb),
  ].filter(Boolean)
}

/** One word in the app, at most one a day; it is no call and no push. @param {{ device: any }} props */
function Remind({ device }) {
  const [at, setAt] = useState(device.remindedAt)
  const [busy, setBusy] = useState(false)
  const { health } = words.value
  const send = async () => {
    setBusy(true)
    try {
      const payload = /** @type {any} */ (await act(DeviceRemind, { input: { device: device.id } }))
      if (payload.problems[0]) toast({ text: said(payload.problems[0].code) })
      else setAt(payload.at)
    } catch (failure) {
      toast({ text: said(/** @type {any} */ (failure).code) })
    }
    setBusy(false)
  }
  const fresh = at && now.value - Date.parse(at) < BEHIND
  if (fresh) return html`<p class="note" role="status">✓ ${health.reminded(stamp(at))}</p>`
  return html`<button type="button" class="button full" aria-disabled=${busy} onClick=${() =>
    !busy && send()}>${health.remind}</button>`
}

/** As people tell devices apart. @param {any} device */
function endOf({ id }) {
  return id.slice(-3).toUpperCase()
}

/** @param {any} device */
function whereOf({ posts }) {
  const { role, join } = words.value
  return posts.map((/** @type {any} */ one) =>
    [/** @type {Record<string, string>} */ (role)[one.role], one.area.path || one.area.name].filter(Boolean).join(' ')
  ).join(join)
}

/** The devices on the screen as a table. @param {any[]} devices */
export function save(devices) {
  const rows = devices.map((one) => [
    endOf(one),
    whereOf(one),
    one.lastContact,
    one.pending,
    one.unsentKb,
    one.oldestRecordedAt,
    one.needsYou,
    one.appVersion,
    one.persisted === null ? '' : String(one.persisted),
    one.usageMb,
    one.quotaMb,
    one.clockOff,
    one.missing,
    one.erased,
  ])
  download('sync.csv', new Blob([csv([words.peek().health.columns, ...rows])], { type: 'text/csv' }))
}
