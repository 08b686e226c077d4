/**
 * Photos that are not sent yet, in sight all the time: each opens large, where it can be marked, and can be removed.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { forget, marked } from '../../core/photo/marking.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { pend } from '../shrinking.js'
import { toldOf, words } from '../words.js'
import { Icon } from './icons.js'
import { HerePhoto, PhotoButton } from './photos.js'
import { toast } from './toast.js'

/** @typedef {import('../../core/types.js').RowPhoto} RowPhoto */

/** A photo that was replaced goes when the draft that named it is written, ms. */
const WRITTEN = 3000

/**
 * @param {{ photos: RowPhoto[], onChange: (update: (before: RowPhoto[]) => RowPhoto[]) => void, more?: any, compact?: boolean }} props `more`: beside them;
 *   `compact`: they are removed where they are seen large
 */
export function Pictures({ photos, onChange, more, compact = false }) {
  const [open, show] = useState('')
  const any = photos.length > 0
  const viewer = useLater(() => any && import('./viewer.js'), ['typed'], any)
  if (!any) return null
  const mark = async (/** @type {string} */ name, /** @type {any[]} */ marks) => {
    const before = photos.find(({ sha256 }) => sha256 === name)
    if (!before) return
    try {
      const after = await pend(marked(before, marks))
      onChange((all) => all.map((one) => one.sha256 === name ? after : one))
      if (after.sha256 !== name) setTimeout(() => void forget(name), WRITTEN)
    } catch (error) {
      toast({ text: toldOf(error) })
      throw error
    }
  }
  const remove = (/** @type {string} */ name) => onChange((all) => all.filter(({ sha256 }) => sha256 !== name))
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
    ${open && viewer &&
      html`
        <${viewer.Viewer} photos=${photos} start=${open} onMark=${mark}
          onRemove=${(/** @type {string} */ name) => (remove(name), show(''))} onClose=${() => show('')} />
      `}
  `
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
