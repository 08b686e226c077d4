/**
 * What became of what another app shared into a report.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'

/** What became of each part that another app shared. @param {{ parts: import('../../core/photo/shared.js').Parts, onRead: () => void }} props */
export function Came({ parts, onRead }) {
  const { report: t, between } = words.value
  const count = (/** @type {string} */ became) => parts.photos.filter((one) => one === became).length
  const names = /** @type {const} */ (['KEPT', 'PHOTO_UNREADABLE', 'PHOTO_FULL', 'TOO_MANY'])
  const told = names.filter(count).map((one) => t.photosCame[one](count(one)))
  const all = [...told, parts.text && t.textCame[parts.text]].filter(Boolean).join(between)
  const fine = parts.photos.every((one) => one === 'KEPT') && parts.text !== 'CUT'
  return html`
    <div class="strip ${fine ? 'ok' : 'warn'}"
      role="status"><p>${t.came(all)}</p><button type="button" class="button" onClick=${onRead}>${t.read}</button></div>
  `
}
