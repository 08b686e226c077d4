/**
 * Text handed over as pictures: one frame after the other, again and again, until the other phone has read them all in whatever order.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { framesOf } from '../../core/courier/frames.js'
import { textParcel } from '../../core/courier/rescue.js'
import { html } from '../html.js'
import { Frame } from '../parts/frame.js'
import { Picture } from '../parts/qr.js'
import { Bones } from '../parts/quiet.js'
import { said, words } from '../words.js'

/** How long one picture stays. */
const STAYS = 700

/** @param {{ id: string }} props the operation's id, or `all` */
export function Page({ id }) {
  const [frames, setFrames] = useState(/** @type {string[] | null} */ (null))
  const [count, setCount] = useState(0)
  const [trouble, setTrouble] = useState('')
  useEffect(() => {
    textParcel(id === 'all' ? null : id).then(async ({ parcel, count }) => {
      setCount(count)
      setFrames(count > 0 ? await framesOf(parcel) : [])
    }).catch((error) => setTrouble(said(error.code)))
  }, [id])
  const { carry, out } = words.value
  return html`
    <${Frame} title=${carry.show} back=${id === 'all' ? '/outbox' : `/outbox/${id}`}>
      <div class="stack">
          ${trouble && html`<p class="strip warn" role="alert">${trouble}</p>`}
          ${!trouble && !frames && html`<${Bones} />`}
          ${frames && frames.length === 0 && html`<p>${out.none}</p>`}
          ${frames && frames.length > 0 && html`
            <p>${carry.showHint(count)}</p>
            <${Turning} frames=${frames} />
          `}
          <p class="note">${carry.proof}</p>
        </div>
      <//>
  `
}

/** @param {{ frames: string[] }} props */
function Turning({ frames }) {
  const [at, setAt] = useState(0)
  const [still, setStill] = useState(matchMedia('(prefers-reduced-motion: reduce)').matches)
  const { carry } = words.value
  const step = (/** @type {number} */ by) => setAt((now) => (now + by + frames.length) % frames.length)
  useEffect(() => {
    if (still || frames.length === 1) return
    const timer = setInterval(() => step(1), STAYS)
    return () => clearInterval(timer)
  }, [still, frames])
  const by = (/** @type {number} */ n) => () => {
    setStill(true)
    step(n)
  }
  const name = carry.frame(at + 1, frames.length)
  return html`
    <${Picture} text=${frames[at] ?? ''} label=${name} />
    <p class="centre figures">${name}</p>
    ${frames.length > 1 && html`
      <div class="three">
        <button type="button" class="button full" onClick=${by(-1)}>${carry.before}</button>
        <button type="button" class="button full" aria-pressed=${still} onClick=${() => setStill(!still)}>${still
          ? carry.turn
          : carry.stop}</button>
        <button type="button" class="button full" onClick=${by(1)}>${carry.next}</button>
      </div>
    `}
  `
}
