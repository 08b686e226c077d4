/**
 * What a screen shows when it has nothing to show: bones while waiting, an empty place, trouble with its way out.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { html } from '../html.js'
import { said, words } from '../words.js'
import { Icon } from './icons.js'

/** Still grey blocks, seen only after 300 ms; after 10 s it says that the network is slow. @param {{ lines?: number, again?: () => void }} props */
export function Bones({ lines = 3, again }) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 10_000)
    return () => clearTimeout(timer)
  }, [])
  return html`<div class="bones">
    <span class="unseen" role="status">${words.value.waiting}</span>
    ${
    slow && html`<div class="strip wait"><p>${words.value.slow}</p>
      ${again && html`<button type="button" class="button" onClick=${again}>${words.value.retry}</button>`}</div>`
  }
    ${Array.from({ length: lines }, () => html`<i></i>`)}
  </div>`
}

/** @param {{ text: string, children?: any }} props */
export function Empty({ text, children }) {
  return html`<div class="empty"><${Icon} name="calm" /><p>${text}</p>${children}</div>`
}

/**
 * What happened, what is safe, one way out.
 * @param {{ failure: any, again?: () => void }} props
 */
export function Trouble({ failure, again }) {
  const code = failure?.code ?? 'UNKNOWN'
  return html`<div class="strip ${code === 'NETWORK' ? 'wait' : 'warn'}" role="alert">
    <p>${said(code)}</p>
    ${
    code === 'AUTH_EXPIRED'
      ? html`<a class="button" href="/login">${words.value.login.submit}</a>`
      : again && html`<button type="button" class="button" onClick=${again}>${words.value.retry}</button>`
  }
  </div>`
}
