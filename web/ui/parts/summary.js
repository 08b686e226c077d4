/**
 * What is wrong in a form, above it.
 * @module
 */
import { useEffect, useRef } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'

/**
 * All that is wrong, at once, with links; takes the focus when it appears.
 * @param {{ errors: import('./fields.js').Errors, words: string }} props
 */
export function Summary({ errors, words }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null))
  const names = Object.keys(errors)
  useEffect(() => {
    if (names.length) box.current?.focus()
  }, [names.join()])
  if (names.length === 0) return null
  const to = (/** @type {string} */ id) => (/** @type {Event} */ event) => {
    event.preventDefault()
    const target = document.getElementById(id)
    target?.scrollIntoView({ block: 'center' })
    target?.focus()
  }
  return html`
    <div class="summary" role="alert" tabindex="-1" ref=${box}>
      <strong>${words}</strong>
      <ul>${names.map((id) => html`<li><a href="#${id}" onClick=${to(id)}>${errors[id]}</a></li>`)}</ul>
    </div>
  `
}
