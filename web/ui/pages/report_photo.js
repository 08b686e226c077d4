/**
 * V03: a photo? None is asked for; a chosen one is made small at once and leads on.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Chosen, PhotoButton, PhotoTrouble } from '../parts/photos.js'
import { words } from '../words.js'

const MOST = 4

/** @param {{ answers: import('./report.js').Answers, change: (change: any) => void, walk: (step: number) => void }} props */
export function PhotoStep({ answers, change, walk }) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const unfinished = useLater(() => import('../parts/unfinished.js'), ['begun'])
  const t = words.value.report
  const { photos } = answers
  /** @type {import('../../core/types.js').RowPhoto[]} */
  let all = photos
  let wrong = false
  const add = (/** @type {import('../../core/types.js').RowPhoto} */ photo) => {
    all = [...all.filter((one) => one.sha256 !== photo.sha256), photo]
    change({ photos: all })
  }
  const failed = (/** @type {string} */ words) => {
    wrong = true
    setTrouble(words)
  }
  const done = (/** @type {boolean} */ working) => {
    setBusy(working)
    if (!working && !wrong && all.length > photos.length) walk(2)
  }
  const remove = (/** @type {string} */ name) => change({ photos: photos.filter((one) => one.sha256 !== name) })
  const shared = { kind: 'BEFORE', room: MOST - photos.length, onPhoto: add, onTrouble: failed, onBusy: done }
  return html`
    <div class="ask">
      <h2>${t.photoAsk}</h2>
      <p class="note">${t.photoHint}</p>
      <div class="viewfinder" aria-live="polite">${busy
        ? t.shrinking
        : photos.length
        ? html`<${Chosen} photos=${photos} onRemove=${remove} />`
        : t.photoEmpty}</div>
      <${PhotoTrouble} trouble=${trouble} onDone=${() => setTrouble('')} />
      ${unfinished && html`
        <${unfinished.Shared} />
        <${unfinished.Begun} but=${answers.id} />
      `}
    </div>
    <div class="acts">
      <div class="two">
            <${PhotoButton} label=${`${t.album} ${t.albumMost}`} ...${shared} />
            <button type="button" class="button full" onClick=${() => walk(2)}>${photos.length
              ? t.next
              : t.skip}</button></div>
      <${PhotoButton} label=${t.take} camera=${true} main=${true} ...${shared} />
    </div>
  `
}
