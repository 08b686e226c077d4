/**
 * Photos as they lie on this phone, and choosing new ones.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { photo as photoHere } from '../../core/photo/photo.js'
import { html } from '../html.js'
import { shrinking, takeIn } from '../shrinking.js'
import { said, words } from '../words.js'
import { Icon } from './icons.js'

/** A picture that lies on this phone. @param {{ sha256: string, alt: string, big?: boolean }} props */
export function HerePhoto({ sha256, alt, big = false }) {
  const [url, setUrl] = useState(/** @type {string | null} */ (null))
  useEffect(() => {
    let gone = false
    let made = ''
    photoHere(sha256).then((blob) => {
      if (!blob || gone) return
      made = URL.createObjectURL(blob)
      setUrl(made)
    })
    return () => {
      gone = true
      URL.revokeObjectURL(made)
    }
  }, [sha256])
  return url && html`<img class=${big ? 'shot' : 'thumb'} src=${url} alt=${alt} width="96" height="96" />`
}

/** @typedef {import('../../core/types.js').RowPhoto} RowPhoto */

/**
 * A button that opens the phone's camera or album.
 * @param {{ label: any, kind: RowPhoto['kind'], room: number, camera?: boolean, main?: boolean, onPhoto: (photo: RowPhoto) => void,
 *   onTrouble: (words: string) => void, onBusy?: (busy: boolean) => void }} props
 */
export function PhotoButton({ label, kind, room, camera = false, main = false, onPhoto, onTrouble, onBusy }) {
  const chosen = async (/** @type {any} */ event) => {
    onBusy?.(true)
    const files = [...event.target.files].slice(0, room)
    await takeIn(files, kind, { kept: onPhoto, failed: (code) => onTrouble(said(code)) })
    onBusy?.(false)
    event.target.value = ''
  }
  return html`<label class="button full file ${main ? 'main tall' : ''}"><${Icon} name=${
    camera ? 'camera' : 'album'
  } /><span>${label}</span>
    <input type="file" accept="image/*" multiple=${!camera} capture=${camera ? 'environment' : undefined} disabled=${
    room < 1
  } onChange=${chosen} /></label>`
}

/** How far the photos are that are being made small. */
export function Progress() {
  const { left, of } = shrinking.value
  return html`<p class="note" role="status">${left > 0 && words.value.shrinking(of - left, of)}</p>`
}

/** @param {{ photos: RowPhoto[], onRemove: (sha256: string) => void }} props */
export function Chosen({ photos, onRemove }) {
  if (photos.length === 0) return null
  return html`<ul class="photo-strip">${
    photos.map((photo) =>
      html`<li key=${photo.sha256}><${HerePhoto} sha256=${photo.sha256} alt=${
        words.value.photoKind[/** @type {'BEFORE'} */ (photo.kind)]
      } />
        <button type="button" class="button plain icon-only" aria-label=${words.value.removePhoto} onClick=${() =>
        onRemove(photo.sha256)}><${Icon} name="close" /></button></li>`
    )
  }</ul>`
}

/**
 * What is wrong with a photo; the text is safe. On a full phone, room can be made, or the text goes alone.
 * @param {{ trouble: string, onDone: () => void }} props
 */
export function PhotoTrouble({ trouble, onDone }) {
  const { full } = words.value
  if (!trouble) return null
  const clear = async () => {
    await import('../../core/replica/room.js').then((room) => room.clearRead()).catch(() => {})
    onDone()
  }
  return html`<p class="error" role="alert">${trouble}</p>${
    trouble === said('PHOTO_FULL') && html`<div class="two">
      <button type="button" class="button" onClick=${clear}>${full.clear}</button>
      <button type="button" class="button" onClick=${onDone}>${full.textOnly}</button></div>`
  }`
}
