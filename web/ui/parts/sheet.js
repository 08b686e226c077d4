/**
 * The sheet (from below on a phone, from the side on a desk) and the question that must be answered. Both are dialogs of the
 * browser: focus stays inside and returns, Esc and the back gesture close them.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { signal } from '../../vendor/signals.js'
import { formIsDirty } from '../../core/live/dirty.js'
import { html } from '../html.js'
import { closeSheet, sheet } from '../route.js'
import { useLater } from '../later.js'
import { words } from '../words.js'
import { Icon } from './icons.js'

/** How a sheet opens, and what is to be done once it is closed; the desk has a way of its own. */
export const opening = {
  way: /** @type {(dialog: HTMLDialogElement) => (() => void) | void} */ ((dialog) => dialog.showModal()),
}

/**
 * Opens a dialog. Closed, the focus is where it was: the browser gives it back only from a dialog that is still on the page.
 * @param {HTMLDialogElement | null} dialog
 * @param {typeof opening.way} way
 */
function opened(dialog, way) {
  const own = /** @type {HTMLDialogElement} */ (dialog)
  const before = /** @type {HTMLElement} */ (document.activeElement)
  const leave = way(own)
  return () => {
    own.close()
    leave?.()
    if (document.activeElement === document.body) before.focus({ preventScroll: true })
  }
}

/**
 * @param {{ name: string, title: string, children: any }} props shown while the sheet of this name is open
 */
export function Sheet({ name, title, children }) {
  return sheet.value === name ? html`<${OpenSheet} key=${name} name=${name} title=${title}>${children}<//>` : null
}

/** @param {{ name: string, title: string, children: any }} props */
function OpenSheet({ name, title, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  useEffect(() => {
    const close = opened(dialog.current, opening.way)
    return () => {
      formIsDirty('sheet', false)
      close()
    }
  }, [])
  const text = useLater(() => import('./sheet_text.js'))
  useEffect(() => text?.kept(name, dialog.current), [text])
  const outside = (/** @type {MouseEvent} */ event) => event.target === dialog.current && closeSheet()
  const cancel = (/** @type {Event} */ event) => {
    event.preventDefault()
    closeSheet()
  }
  return html`
    <dialog ref=${dialog} class="sheet" aria-labelledby="sheet-title" onClick=${outside} onCancel=${cancel}
      onInput=${(/** @type {Event} */ event) => (text?.keptFor(name, event), formIsDirty('sheet', true))}>
      <div class="sheet-head">
        <h2 id="sheet-title" tabindex="-1" autofocus>${title}</h2>
        <button type="button" class="button plain" onClick=${closeSheet}>${words.value.close}</button>
      </div>
      <div class="sheet-body">${children}</div>
    </dialog>
  `
}

/** @typedef {{ title: string, body: string, yes: string, no: string, bad?: boolean, also?: any, answer: (yes: boolean) => void }} Question */

const asked = signal(/** @type {Question | null} */ (null))

/**
 * Asks a plain question with two worded buttons.
 * @param {Omit<Question, 'answer'>} question `also`: what else may be chosen, as it is shown
 * @returns {Promise<boolean>}
 */
export function ask(question) {
  return new Promise((resolve) => {
    asked.value = {
      ...question,
      answer: (yes) => {
        asked.value = null
        resolve(yes)
      },
    }
  })
}

export function Questions() {
  return asked.value ? html`<${OpenQuestion} question=${asked.value} />` : null
}

/** @param {{ question: Question }} props */
function OpenQuestion({ question }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  useEffect(() => opened(dialog.current, (own) => own.showModal()), [])
  return html`
    <dialog ref=${dialog} class="box" aria-labelledby="question-title" aria-describedby="question-body"
      onCancel=${(/** @type {Event} */ event) => (event.preventDefault(), question.answer(false))}>
      <h2 id="question-title">${question.title}</h2>
      <p id="question-body">${question.body}</p>
      ${question.also}
      <div class="stack-close">
        <button type="button" class="button full ${question.bad ? 'bad' : 'main'}" onClick=${() =>
          question.answer(true)}>${question.yes}</button>
        <button type="button" class="button full" autofocus onClick=${() => question.answer(false)}>${question
          .no}</button>
      </div>
    </dialog>
  `
}

/** A way back for those who see icons. @param {{ onClick: () => void }} props */
export function BackButton({ onClick }) {
  return html`<button type="button" class="button plain icon-only back" aria-label=${words.value.back} onClick=${onClick}>
    <${Icon} name="back" /></button>`
}
