/**
 * V36: settings of this phone. Each applies at once and needs no network; storage says how safe it is.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { clearRead, protect, storage } from '../../core/replica/room.js'
import { look } from '../../core/live/look.js'
import { ago } from '../clock.js'
import { prefer, role, settings } from '../here.js'
import { html } from '../html.js'
import { summary } from '../outbox/shown.js'
import { Choices } from '../parts/fields.js'
import { Switch } from '../parts/taps.js'
import { toast } from '../parts/toast.js'
import { sizeOf } from '../outbox/unsent.js'
import { words } from '../words.js'

const FIELD = new Set(['GRID_WORKER', 'VOLUNTEER'])

export function Settings() {
  const { me } = words.value
  const now = settings.value
  const listed = (/** @type {Record<string, string>} */ names) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return html`
    <section class="card pad"><h2>${me.settings}</h2>
        <${Choices} id="size" legend=${me.size} across=${true} value=${now.size} options=${listed(
          me.sizes,
        )} onChange=${(/** @type {any} */ size) => prefer('size', size)} />
        <${Choices} id="theme" legend=${me.theme} across=${true} value=${now.theme} options=${listed(
          me.themes,
        )} onChange=${(/** @type {any} */ theme) => prefer('theme', theme)} />
        <${Choices} id="language" legend=${me.language} across=${true} value=${now.locale} options=${listed(
          me.languages,
        )} onChange=${(/** @type {any} */ locale) => prefer('locale', locale)} />
        <${Switch} label=${me.saver} hint=${me.saverHint} on=${now.saver} onChange=${(/** @type {boolean} */ on) =>
          prefer('saver', on)} />
        <${Switch} label=${me.wifi} hint=${me.wifiHint} on=${now.photosOnWifi} onChange=${(/** @type {boolean} */ on) =>
          prefer('photosOnWifi', on)} />
        ${!FIELD.has(role.value ?? '') &&
          html`<${Switch} label=${me.keys} hint=${me.keysHint} on=${now.keys} onChange=${(/** @type {boolean} */ on) =>
            prefer('keys', on)} />`}
        <p class="note">${me.location}</p>
      </section>
    <${Storage} />
  `
}

/** How much is kept, how safe it is, and what may be cleared. */
function Storage() {
  const [state, setState] = useState({ persisted: false, usage: 0, quota: 0 })
  const measure = () => void storage().then(setState)
  useEffect(measure, [])
  const { me } = words.value
  const { count, oldest } = summary.value
  const secure = async () => {
    if (!(await protect())) toast({ text: me.protectNo })
    measure()
  }
  const clear = async () => {
    await clearRead()
    toast({ text: me.cleared })
    measure()
  }
  const update = async () => {
    await look().catch(() => {})
    toast({ text: me.updateNone })
  }
  return html`
    <section class="card pad">
      <h2>${me.storage}</h2>
      <p>${me.used(sizeOf(state.usage), sizeOf(state.quota))}</p>
      <p>${count > 0 && oldest !== null ? me.unsent(count, ago(oldest)) : me.allSent}</p>
      <p class="note">${state.persisted ? `✓ ${me.safe}` : `■ ${me.unsafe}`}</p>
      <div class="two">${!state.persisted &&
        html`<button type="button" class="button full" onClick=${secure}>${me.protect}</button>`}
          <button type="button" class="button full" onClick=${clear}>${me.clear}</button>
          <button type="button" class="button full" onClick=${update}>${me.update}</button></div>
      <p class="note">${me.clearHint}</p>
    </section>
  `
}
