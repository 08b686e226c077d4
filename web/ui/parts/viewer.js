/**
 * Photos over the whole screen: larger by two fingers, one after the other, before and after over each other; and of photos that are not
 * sent yet, what shall not be seen is hidden and what matters is ringed. Whichever way a photo is left, what was drawn is in it.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { formIsDirty } from '../../core/live/dirty.js'
import { photo as photoHere } from '../../core/photo/photo.js'
import { drawMarks, markOf, MOST } from '../../core/photo/marking.js'
import { html } from '../html.js'
import { toldOf, words } from '../words.js'
import { Nearer } from './nearer.js'
import { useZoom } from './zoom.js'

/** @typedef {import('../../core/photo/marking.js').Mark} Mark */
/** @typedef {{ sha256: string, kind: string, url?: string }} Shown `url`: as the server has it, else it lies on this phone */

const FRAME = { position: 'relative', flex: '1', minHeight: '0', overflow: 'hidden', touchAction: 'none' }
const SCREEN = {
  width: '100dvw',
  height: '100dvh',
  maxWidth: 'none',
  maxHeight: 'none',
  margin: '0',
  padding: '8px',
  border: '0',
  background: 'var(--bg)',
  color: 'var(--ink)',
  flexDirection: 'column',
  gap: '8px',
  boxSizing: 'border-box',
}
const WHOLE = { position: 'absolute', inset: '0', width: '100%', height: '100%', objectFit: 'contain' }

/**
 * @param {{ photos: Shown[], start: string, onClose: () => void,
 *   onMark?: (sha256: string, marks: Mark[], how: { undo: boolean }) => Promise<void>, onRemove?: (sha256: string) => void }} props
 *   `start`: the name of the first one; `onMark`: marks are burnt into it, and `undo`: nobody has said so
 */
export function Viewer({ photos, start, onClose, onMark, onRemove }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  const [at, go] = useState(Math.max(0, photos.findIndex(({ sha256 }) => sha256 === start)))
  const [compared, compare] = useState(false)
  const t = words.value.pictures
  const shown = /** @type {Shown} */ (photos[at] ?? photos[0])
  const drawn = useMarks((marks, how) => onMark?.(shown.sha256, marks, how))
  const leaving = useRef(/** @type {(() => void) | null} */ (null)) // what follows when the entry is gone
  const close = async (then = onClose, how = { undo: true }) => {
    if (leaving.current) return
    leaving.current = then
    if (await drawn.burn(how)) history.back()
    else leaving.current = null
  }
  const enter = useEntry(() => {
    if (!drawn.some()) return (leaving.current ?? onClose)()
    enter() // it stays until what is drawn is in the photo
    void close()
  })
  useEffect(() => {
    dialog.current?.showModal()
    return () => dialog.current?.close()
  }, [])
  const remove = () => (drawn.clear(), void close(() => onRemove?.(shown.sha256)))
  const step = async (/** @type {number} */ by) => photos[at + by] && await drawn.burn({ undo: false }) && go(at + by)
  const [before, after] = ['BEFORE', 'AFTER'].map((kind) => photos.filter((one) => one.kind === kind).at(-1))
  const key = (/** @type {any} */ { key, target }) =>
    target.type === 'range' ? undefined : key === 'ArrowLeft' ? step(-1) : key === 'ArrowRight' ? step(1) : undefined
  return html`
    <dialog ref=${dialog} aria-label=${t.viewer} style=${{ ...SCREEN, display: 'flex' }} onKeyDown=${key}
      onCancel=${(/** @type {Event} */ event) => (event.preventDefault(), void close())}>
      <div class="row"><span class="grow">${words.value.photoKind[/** @type {'BEFORE'} */ (shown.kind)]} ${at +
        1}/${photos.length}</span>
        ${onRemove && html`<button type="button" class="button" onClick=${remove}>${words.value.removePhoto}</button>`}
        <button type="button" class="button" autofocus onClick=${() => close()}>${words.value.close}</button></div>
      ${compared && before && after
        ? html`<${Compared} before=${before} after=${after} />`
        : html`<${One} key=${shown.sha256} shown=${shown} drawn=${onMark && drawn} onDone=${() =>
          close(onClose, { undo: false })} />`}
      ${drawn.told && html`<p class="error" role="alert">${drawn.told}</p>`}
      <div class="row">
        ${photos.length > 1 && html`
          <button type="button" class="button" disabled=${at === 0} onClick=${() => step(-1)}>${t.previous}</button>
          <button type="button" class="button" disabled=${at === photos.length - 1} onClick=${() => step(1)}>${t
            .next}</button>
        `}
        ${before && after &&
          html`<button type="button" class="button" aria-pressed=${compared} onClick=${async () =>
            await drawn.burn({ undo: false }) && compare(!compared)}>${t.compare}</button>`}
      </div>
    </dialog>
  `
}

/**
 * What is drawn on the photo in sight. Whichever way it is left, it is burnt in before: nobody sends what they saw covered.
 * @param {(marks: Mark[], how: { undo: boolean }) => Promise<void> | undefined} onBurn
 */
function useMarks(onBurn) {
  const [marks, show] = useState(/** @type {Mark[]} */ ([]))
  const [busy, setBusy] = useState(false)
  const [told, tell] = useState('')
  const now = useRef(marks) // what a handler of an earlier moment sees too
  const set = (/** @type {Mark[]} */ next) => {
    show(now.current = next)
    formIsDirty('marks', next.length > 0)
  }
  const burning = useRef(/** @type {Promise<boolean> | null} */ (null))
  const burnt = async (/** @type {{ undo: boolean }} */ how) => {
    if (now.current.length === 0) return true
    setBusy(true)
    tell('')
    try {
      await onBurn(now.current, how)
      set([])
      return true
    } catch (error) {
      tell(toldOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => () => formIsDirty('marks', false), [])
  return {
    marks,
    busy,
    told,
    some: () => now.current.length > 0,
    add: (/** @type {Mark} */ mark) => burning.current || set([...now.current, mark].slice(0, MOST)),
    undo: () => set(now.current.slice(0, -1)),
    clear: () => set([]),
    /** @param {{ undo: boolean }} how @returns {Promise<boolean>} false: it could not be, and what is drawn is still there */
    burn: (how) => burning.current ??= burnt(how).finally(() => (burning.current = null)),
  }
}

/**
 * An entry of the history of its own, so that the phone's Back takes away what lies over the page, and not a step of the page.
 * @param {() => void} onBack
 * @returns {() => void} makes it anew
 */
function useEntry(onBack) {
  const latest = useRef(onBack)
  latest.current = onBack
  const enter = () => history.pushState(history.state, '')
  useEffect(() => {
    const popped = () => latest.current()
    enter()
    addEventListener('popstate', popped)
    return () => removeEventListener('popstate', popped)
  }, [])
  return enter
}

/** Where a photo's pixels are; '' while they come. @param {Shown} shown */
function useUrl({ sha256, url }) {
  const [here, setHere] = useState(url ?? '')
  useEffect(() => {
    if (url) return setHere(url)
    let made = ''
    let gone = false
    void photoHere(sha256).then((blob) => blob && !gone && setHere(made = URL.createObjectURL(blob)))
    return () => {
      gone = true
      URL.revokeObjectURL(made)
    }
  }, [sha256, url])
  return here
}

/** @param {{ shown: Shown, drawn?: ReturnType<typeof useMarks>, onDone: () => void }} props */
function One({ shown, drawn, onDone }) {
  const url = useUrl(shown)
  const [tool, choose] = useState(/** @type {Mark['kind'] | null} */ (null))
  const [unseen, setUnseen] = useState(false)
  const zoom = useZoom(tool !== null)
  const t = words.value.pictures
  const pick = (/** @type {Mark['kind']} */ kind) => (zoom.whole(), choose(tool === kind ? null : kind))
  const { scale, x, y } = zoom.view
  return html`
    <div style=${FRAME} ...${zoom.on}>
      ${url && !unseen && html`
        <img src=${url} alt="" draggable=${false} onError=${() => setUnseen(true)}
          style=${{ ...WHOLE, transform: `translate(${x}px, ${y}px) scale(${scale})` }} />
      `}
      ${unseen && html`<p class="note">${t.unseen}</p>`}
      ${url && !unseen && drawn &&
        html`<${Drawing} url=${url} tool=${tool} marks=${drawn.marks} onMark=${drawn.add} />`}
    </div>
    <div class="row">
      <${Nearer} names=${t} onStep=${(/** @type {number} */ by) => zoom.nearer(1.5 ** by)} />
      ${drawn && !unseen && html`
        <button type="button" class="button" aria-pressed=${tool === 'hide'} onClick=${() => pick('hide')}>${t
          .hide}</button>
        <button type="button" class="button" aria-pressed=${tool === 'ring'} onClick=${() => pick('ring')}>${t
          .ring}</button>
      `}
    </div>
    ${drawn && (tool || drawn.some()) && html`
      <p class="note" role="status">${tool ? t.drag[tool] : ''}</p>
      <div class="two">
        <button type="button" class="button full" disabled=${!drawn.some()} onClick=${drawn.undo}>${t.undo}</button>
        <button type="button" class="button main full" aria-disabled=${drawn.busy} disabled=${!drawn.some()}
          onClick=${onDone}>${t.burn}</button>
      </div>
    `}
  `
}

/**
 * The marks over the photo, and the finger that draws another.
 * @param {{ url: string, tool: Mark['kind'] | null, marks: Mark[], onMark: (mark: Mark) => void }} props
 */
function Drawing({ url, tool, marks, onMark }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null))
  const [size, setSize] = useState(/** @type {{ width: number, height: number } | null} */ (null))
  const [begun, begin] = useState(/** @type {{ x: number, y: number } | null} */ (null))
  const [now, setNow] = useState(/** @type {Mark | null} */ (null))
  useEffect(() => {
    const image = new Image()
    image.onload = () => setSize({ width: image.naturalWidth, height: image.naturalHeight })
    image.src = url
  }, [url])
  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (!pen || !size) return
    pen.clearRect(0, 0, size.width, size.height)
    drawMarks(pen, now ? [...marks, now] : marks, size)
  }, [size, marks, now])
  if (!size) return null
  const at = (/** @type {import('./zoom.js').Finger} */ event) => {
    const box = event.currentTarget.getBoundingClientRect()
    const scale = Math.min(box.width / size.width, box.height / size.height)
    return {
      x: (event.clientX - box.left - (box.width - size.width * scale) / 2) / (size.width * scale),
      y: (event.clientY - box.top - (box.height - size.height * scale) / 2) / (size.height * scale),
    }
  }
  const move = (/** @type {import('./zoom.js').Finger} */ event) =>
    tool && begun && setNow(markOf(tool, begun, at(event)))
  const end = () => {
    if (now) onMark(now)
    begin(null)
    setNow(null)
  }
  return html`
    <canvas ref=${canvas} width=${size.width} height=${size.height}
      style=${{ ...WHOLE, pointerEvents: tool ? 'auto' : 'none', touchAction: 'none' }}
      onPointerDown=${(
        /** @type {import('./zoom.js').Finger} */ event,
      ) => (event.currentTarget.setPointerCapture(event.pointerId), begin(at(event)))}
      onPointerMove=${move} onPointerUp=${end} onPointerCancel=${() => (begin(null), setNow(null))}></canvas>
  `
}

/** One over the other, with an edge that is moved. @param {{ before: Shown, after: Shown }} props */
function Compared({ before, after }) {
  const [share, setShare] = useState(50)
  const [was, is] = [useUrl(before), useUrl(after)]
  const t = words.value.pictures
  return html`
    <div style=${FRAME}>
      ${is && html`<img src=${is} alt="" style=${WHOLE} />`}
      ${was && html`<img src=${was} alt="" style=${{ ...WHOLE, clipPath: `inset(0 ${100 - share}% 0 0)` }} />`}
      <div style=${{
        position: 'absolute',
        insetBlock: '0',
        left: `${share}%`,
        width: '3px',
        background: 'var(--primary)',
      }}></div>
    </div>
    <label class="row"><span>${words.value.photoKind.BEFORE}</span>
      <input class="grow" type="range" min="0" max="100" value=${share} aria-label=${t.compare}
        onInput=${(/** @type {any} */ event) => setShare(Number(event.target.value))} />
      <span>${words.value.photoKind.AFTER}</span></label>
  `
}
