/**
 * A small picture from the server, as cards and strips show it.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { settings } from '../here.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** A small picture from the server. @param {{ photo: any, quiet?: boolean }} props `quiet`: beside text that says it all */
export function Thumb({ photo, quiet = false }) {
  const [wanted, want] = useState(!settings.value.saver)
  const alt = quiet ? '' : words.value.photoKind[/** @type {'BEFORE'} */ (photo.kind)]
  if (!wanted && quiet) return null
  if (!wanted) return html`<button type="button" class="button thumb-ask" onClick=${() => want(true)}>${alt}</button>`
  return html`<img class="thumb" src=${photo.thumbUrl} width="96" height="96" loading="lazy" decoding="async" alt=${alt} />`
}
