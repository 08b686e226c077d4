/**
 * Photos: as the server has them, as they still lie on this phone, and choosing new ones.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { photo as photoHere } from '../../core/photo/photo.js'
import { Time } from '../clock.js'
import { html } from '../html.js'
import { shrinking, takeIn } from '../shrinking.js'
import { said, words } from '../words.js'
import { Icon } from './icons.js'
import { Thumb } from './thumb.js'

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

/**
 * The photos of an incident; those whose pixels have not arrived say so.
 * @param {{ photos: any[] }} props
 */
export function PhotoStrip({ photos }) {
  if (photos.length === 0) return null
  return html`<ul class="photo-strip">${
    photos.map((photo) => {
      const kind = words.value.photoKind[/** @type {'BEFORE'} */ (photo.kind)]
      return html`<li key=${photo.sha256}>${
        photo.arrived
          ? html`<a href=${photo.url} target="_blank" rel="noopener"><${Thumb} photo=${photo} /></a>`
          : html`<span class="thumb absent"><${Icon} name="camera" /></span>`
      }<span class="note">${kind} <${Time} at=${photo.at} /></span></li>`
    })
  }</ul>`
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

/**
 * Photos of a form: those chosen, a way to remove them, a way to add.
 * @param {{ photos: RowPhoto[], kind: RowPhoto['kind'], label: string, onChange: (update: (before: RowPhoto[]) => RowPhoto[]) => void, most: number, error?: string, hint?: string }} props
 */
export function PhotoField({ photos, kind, label, onChange, most, error, hint }) {
  const [trouble, setTrouble] = useState('')
  const mine = photos.filter((photo) => photo.kind === kind)
  const room = most - mine.length - shrinking.value.left
  const add = (/** @type {RowPhoto} */ photo) =>
    onChange((before) => [...before.filter((one) => one.sha256 !== photo.sha256), photo])
  return html`<div class="field" id="photos" tabindex="-1">
    <span class="label">${label}</span>${hint && html`<span class="hint">${hint}</span>`}
    <${Chosen} photos=${mine} onRemove=${(/** @type {string} */ name) =>
    onChange((before) => before.filter((one) => one.sha256 !== name))} />
    <${Progress} />
    ${
    room > 0 &&
    html`<${PhotoButton} label=${
      words.value.photoKind[/** @type {'BEFORE'} */ (kind)]
    } kind=${kind} room=${room} onPhoto=${add} onTrouble=${setTrouble} />`
  }
    <${PhotoTrouble} trouble=${error || trouble} onDone=${() => setTrouble('')} />
  </div>`
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
