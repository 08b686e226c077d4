/**
 * Photos of a form.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { shrinking } from '../shrinking.js'
import { words } from '../words.js'
import { Chosen, PhotoButton, PhotoTrouble, Progress } from './photos.js'

/** @typedef {import('../../core/types.js').RowPhoto} RowPhoto */

/**
 * Photos of a form: those chosen, a way to remove them, a way to add.
 * @param {{ photos: RowPhoto[], kind: RowPhoto['kind'], label: string, onChange: (update: (before: RowPhoto[]) => RowPhoto[]) => void, most: number, error?: string, hint?: string }} props
 */
export function PhotoField({ photos, kind, label, onChange, most, error, hint }) {
  const [trouble, setTrouble] = useState('')
  const mine = photos.filter((photo) => photo.kind === kind)
  const pictures = useLater(() => import('./pictures.js'), ['typed'])
  const room = most - mine.length - shrinking.value.left
  const add = (/** @type {RowPhoto} */ photo) =>
    onChange((before) => [...before.filter((one) => one.sha256 !== photo.sha256), photo])
  return html`<div class="field" id="photos" tabindex="-1">
    <span class="label">${label}</span>${hint && html`<span class="hint">${hint}</span>`}
    ${
    pictures
      ? html`<${pictures.Pictures} photos=${mine} onChange=${onChange} />`
      : html`<${Chosen} photos=${mine} onRemove=${(/** @type {string} */ name) =>
        onChange((before) => before.filter((one) => one.sha256 !== name))} />`
  }
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
