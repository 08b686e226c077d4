/**
 * What is wrong with a plan, each with what to do.
 * @module
 */
import { html } from '../html.js'
import { said, words } from '../words.js'
import { letter } from './ground.js'

/** @typedef {{ code: string, message?: string, field?: string | null, path?: string[] }} Wrong */

/** What a code says here. @param {string | undefined} code */
export function why(code = 'UNKNOWN') {
  if (code === 'NETWORK' || code === 'TIMEOUT') return words.peek().grids.offline
  return /** @type {Record<string, string>} */ (words.peek().gridsWhy)[code] ?? said(code)
}

/** @param {{ problems: Wrong[] }} props */
export function Wrongs({ problems }) {
  const { grids: t } = words.value
  if (problems.length === 0) return null
  return html`
    <div class="strip warn" role="alert">
      <div><strong>${t.wrong(problems.length)}</strong><ul>${problems.map((one, key) =>
        html`<li key=${key}>${of(one)}${why(one.code)}${
          one.message && one.message !== why(one.code) && html`
            <div
              class="note">${one.message}</div>
          `
        }</li>`
      )}</ul></div>
    </div>
  `
}

/** Which piece it is about. @param {Wrong} wrong */
function of({ path = [] }) {
  return path[0] === 'pieces' && path[1] ? `${letter(Number(path[1]))}：` : ''
}
