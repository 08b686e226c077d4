/**
 * Photos as the server has them, in a row; each opens large.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { Time } from '../clock.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { words } from '../words.js'
import { Icon } from './icons.js'
import { Thumb } from './thumb.js'

/** So many are fetched until somebody asks for the others. */
const FEW = 6

/**
 * The photos of an incident; those whose pixels have not arrived, or are here no more, say so.
 * @param {{ photos: any[] }} props
 */
export function PhotoStrip({ photos }) {
  const [open, show] = useState('')
  const [most, setMost] = useState(FEW)
  const any = photos.length > 0
  const viewer = useLater(() => any && import('./viewer.js'), ['typed'], any)
  if (!any) return null
  return html`<ul class="photo-strip">${
    photos.slice(0, most).map((photo) => {
      const kind = words.value.photoKind[/** @type {'BEFORE'} */ (photo.kind)]
      return html`<li key=${photo.sha256}>${
        photo.arrived
          ? html`<a href=${photo.url} target="_blank" rel="noopener" onClick=${(/** @type {Event} */ event) =>
            viewer && (event.preventDefault(), show(photo.sha256))}><${Thumb} photo=${photo} /></a>`
          : html`<span class="thumb absent"><${Icon} name="camera" /></span>`
      }<span class="note">${kind} <${Time} at=${photo.at} /></span>${
        photo.arrived || html`<${Absent} photo=${photo} />`
      }</li>`
    })
  }</ul>${
    photos.length > most &&
    html`<button type="button" class="button no-print" onClick=${() => setMost(photos.length)}>${
      words.value.i.morePhotos(photos.length - most)
    }</button>`
  }${
    open && viewer && html`<${viewer.Viewer} photos=${
      photos.filter((one) => one.arrived)
    } start=${open} onClose=${() => show('')} />`
  }`
}

/** Why no picture is shown. @param {{ photo: any }} props */
function Absent({ photo }) {
  const { i } = words.value
  return html`<span class="note">${
    photo.removedAt ? html`${i.removedPhoto} <${Time} at=${photo.removedAt} />` : i.pendingPhoto
  }</span>`
}
