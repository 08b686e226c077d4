/**
 * How wide the desk's panes are: dragged at their edge, or set by sliders; kept per post, as is the chosen filter.
 * @module
 */
import { post, prefer, settings } from '../here.js'
import { html } from '../html.js'
import { words } from '../words.js'

/** @typedef {import('../../core/session/preferences.js').DeskOf} DeskOf */

const LEAST = 220
const MOST = 640
const USUAL = { list: 380, map: 400 }

/**
 * @param {import('../../core/session/preferences.js').Preferences} set
 * @param {string | undefined} postId
 * @returns {DeskOf}
 */
export function deskOf(set, postId) {
  return set.desk[postId ?? ''] ?? {}
}

/** @param {DeskOf} changes for the active post */
export function keepDesk(changes) {
  const id = post.peek()?.id
  const now = settings.peek()
  if (id) void prefer('desk', { ...now.desk, [id]: { ...deskOf(now, id), ...changes } })
}

/** The edge between two panes, for a mouse; keyboards have the sliders. @param {{ name: 'list' | 'map' }} props */
export function Splitter({ name }) {
  const way = name === 'list' ? 1 : -1
  const down = (/** @type {PointerEvent} */ event) => {
    const edge = /** @type {HTMLElement} */ (event.currentTarget)
    const width = document.getElementById(`pane-${name}`)?.getBoundingClientRect().width ?? USUAL[name]
    const from = event.clientX
    let now = width
    const move = (/** @type {PointerEvent} */ moved) => {
      now = Math.round(Math.min(MOST, Math.max(LEAST, width + way * (moved.clientX - from))))
      edge.parentElement?.style.setProperty(`--${name}`, `${now}px`)
    }
    edge.setPointerCapture(event.pointerId)
    edge.addEventListener('pointermove', move)
    edge.addEventListener('pointerup', () => {
      edge.removeEventListener('pointermove', move)
      keepDesk({ [name]: now })
    }, { once: true })
  }
  return html`<div class="splitter" aria-hidden="true" onPointerDown=${down}></div>`
}

/** The same as sliders. */
export function Widths() {
  const now = deskOf(settings.value, post.value?.id)
  const { desk } = words.value
  const slider = (/** @type {'list' | 'map'} */ name) =>
    html`
      <div class="field">
        <label for=${`width-${name}`}>${desk[name]}</label>
        <input id=${`width-${name}`} type="range" min=${LEAST} max=${MOST} step="20" value=${now[name] ??
          USUAL[name]} onInput=${(/** @type {any} */ event) => keepDesk({ [name]: Number(event.target.value) })} />
      </div>
    `
  return html`
    ${slider('list')}${slider('map')}
    <button type="button" class="button full" onClick=${() => keepDesk({ list: undefined, map: undefined })}>${desk
      .usualWidths}</button>
    <p></p>
  `
}
