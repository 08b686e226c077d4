/**
 * V03: a photo? None is asked for; a chosen one is made small at once and leads on. Who goes on before it is small is not held up, and
 * the report waits for it when it is sent.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { IncidentReportInputMost } from '../../api/operations.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { Chosen, PhotoButton, Progress } from '../parts/photos.js'
import { shrinking } from '../shrinking.js'
import { words } from '../words.js'

export const MOST = IncidentReportInputMost.photos

/** @typedef {import('../../core/types.js').RowPhoto} RowPhoto */

/** @param {{ answers: import('./answers.js').Answers, change: (change: any) => void, walk: (step: number) => void, tell: (trouble: string) => void }} props */
export function PhotoStep({ answers, change, walk, tell }) {
  const here = useRef(true)
  useEffect(() => () => {
    here.current = false
  }, [])
  const unfinished = useLater(() => import('../outbox/unfinished.js'), ['begun'])
  const t = words.value.report
  const { photos } = answers
  let fine = true
  let any = false
  const add = (/** @type {RowPhoto} */ photo) => {
    any = true
    change((/** @type {any} */ now) => ({
      photos: [...now.photos.filter((/** @type {RowPhoto} */ one) => one.sha256 !== photo.sha256), photo],
    }))
  }
  const failed = (/** @type {string} */ trouble) => {
    fine = false
    tell(trouble)
  }
  const work = (/** @type {boolean} */ begun) => {
    if (begun) tell('')
    else if (fine && any && here.current) walk(2)
  }
  const remove = (/** @type {string} */ name) => {
    change({ photos: photos.filter((one) => one.sha256 !== name) })
    void import('../../core/photo/marking.js').then(({ giveUp }) => giveUp(name), () => {}) // then `sweep` does it, a day later
  }
  const { left } = shrinking.value
  const busy = left > 0
  const shared = { kind: 'BEFORE', room: MOST - photos.length - left, onPhoto: add, onTrouble: failed, onBusy: work }
  return html`
    ${unfinished && html`<${unfinished.Shared} />`}
    <div class="ask">
      <h2>${t.photoAsk}</h2>
      <p class="note">${t.photoHint}</p>
      <div class="viewfinder" aria-live="polite">${busy
        ? html`<${Progress} />`
        : photos.length
        ? html`<${Chosen} photos=${photos} onRemove=${remove} />`
        : t.photoEmpty}</div>
      ${unfinished && html`<${unfinished.Begun} but=${answers.id} />`}
    </div>
    <div class="acts">
      <div class="two">
            <${PhotoButton} label=${`${t.album} ${t.albumMost(MOST)}`} ...${shared} />
            <button type="button" class="button full" onClick=${() => walk(2)}>${photos.length || busy
              ? t.next
              : t.skip}</button></div>
      <${PhotoButton} label=${t.take} camera=${true} main=${true} ...${shared} />
    </div>
  `
}
