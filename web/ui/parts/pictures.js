/**
 * Photos that are not sent yet, in sight all the time: each opens large, where it can be marked, and can be removed.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { HEIC } from '../../core/photo/heic.js'
import { giveUp, marked } from '../../core/photo/marking.js'
import { photo as photoHere } from '../../core/photo/photo.js'
import { holdTime } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { pend } from '../shrinking.js'
import { words } from '../words.js'
import { Icon } from './icons.js'
import { HerePhoto, PhotoButton } from './photos.js'
import { toast } from './toast.js'

/** @typedef {import('../../core/types.js').RowPhoto} RowPhoto */

/**
 * @param {{ photos: RowPhoto[], onChange: (update: (before: RowPhoto[]) => RowPhoto[]) => void, more?: any, compact?: boolean }} props `more`: beside them;
 *   `compact`: they are removed where they are seen large
 */
export function Pictures({ photos, onChange, more, compact = false }) {
  const [open, show] = useState('')
  const any = photos.length > 0
  const viewer = useLater(() => any && import('./viewer.js'), ['typed'], any)
  const asItIs = useAsItIs(photos)
  if (!any) return null
  const t = words.value.pictures
  const swap = (/** @type {string} */ name, /** @type {RowPhoto} */ other) =>
    onChange((all) => all.map((one) => one.sha256 === name ? other : one))
  const mark = async (
    /** @type {string} */ name,
    /** @type {import('../../core/photo/marking.js').Mark[]} */ marks,
    /** @type {{ undo: boolean }} */ { undo },
  ) => {
    const before = photos.find(({ sha256 }) => sha256 === name)
    if (!before) return
    const after = await pend(marked(before, marks))
    swap(name, after)
    if (after.sha256 === name) return
    const back = await giveUp(name, undo ? holdTime() : 0)
    if (undo) toast({ text: t.burnt, undo: () => void back().then(() => swap(after.sha256, before)) })
  }
  const remove = (/** @type {string} */ name) => {
    onChange((all) => all.filter(({ sha256 }) => sha256 !== name))
    void giveUp(name)
  }
  return html`
    <ul class="photo-strip">${photos.map(({ sha256, kind }, index) =>
      html`<li key=${sha256}>
      <button type="button" class="button plain" disabled=${!viewer} aria-label=${
        words.value.pictures?.open(index + 1) ?? ''
      } onClick=${() => show(sha256)}><${HerePhoto} sha256=${sha256} alt=${
        words.value.photoKind[/** @type {'BEFORE'} */ (kind)]
      } /></button>
      ${
        !compact && html`
          <button type="button" class="button plain icon-only" aria-label=${words.value.removePhoto}
            onClick=${() => remove(sha256)}><${Icon} name="close" /></button>
        `
      }</li>`
    )}${more && html`<li>${more}</li>`}</ul>
    ${asItIs && t && html`<p class="note">${t.asItIs}</p>`}
    ${open && viewer &&
      html`
        <${viewer.Viewer} photos=${photos} start=${open} onMark=${mark}
          onRemove=${(/** @type {string} */ name) => (remove(name), show(''))} onClose=${() => show('')} />
      `}
  `
}

/** Whether one of them goes as the camera made it, for this phone cannot read it. @param {RowPhoto[]} photos */
function useAsItIs(photos) {
  const [found, tell] = useState(false)
  const names = photos.map(({ sha256 }) => sha256)
  useEffect(() => {
    let gone = false
    void Promise.all(names.map(photoHere)).then((blobs) => gone || tell(blobs.some((blob) => blob?.type === HEIC)))
    return () => {
      gone = true
    }
  }, [names.join()])
  return found
}

/** Those of a report, on every step behind the first; another one is taken without going back. @param {{ answers: any, change: (change: any) => void, tell: (trouble: string) => void, most: number }} props */
export function OfReport({ answers, change, tell, most }) {
  const { photos } = answers
  const update = (/** @type {(before: RowPhoto[]) => RowPhoto[]} */ next) =>
    change((/** @type {any} */ now) => ({ photos: next(now.photos) }))
  const add = (/** @type {RowPhoto} */ photo) =>
    update((all) => [...all.filter(({ sha256 }) => sha256 !== photo.sha256), photo])
  const another = photos.length < most && html`
    <${PhotoButton} label=${words.value.pictures?.another} kind="BEFORE"
      camera=${true} room=${most - photos.length} onPhoto=${add} onTrouble=${tell} />
  `
  return html`<${Pictures} photos=${photos} onChange=${update} more=${another} compact=${true} />`
}
