/**
 * There is no fix: to try again, and where it was refused how this browser is told to allow it.
 * @module
 */
import { html } from '../html.js'
import { words } from '../words.js'

/** Browsers by what they call themselves, the more special first: what runs inside an app calls itself Safari or Chrome too. */
const BROWSERS = /** @type {const} */ ([
  ['wechat', /MicroMessenger|DingTalk|wxwork/],
  ['huawei', /HuaweiBrowser|ArkWeb|OpenHarmony/],
  ['ios', /iPhone|iPad/],
  ['android', /Android/],
  ['desk', /./],
])

/** @param {string} [agent] @returns {'wechat' | 'huawei' | 'ios' | 'android' | 'desk'} */
export function browserOf(agent = navigator.userAgent) {
  return BROWSERS.find(([, sign]) => sign.test(agent))?.[0] ?? 'desk'
}

/** @param {{ why: string, locate: () => Promise<void>, locating: boolean }} props */
export function NoFixHere({ why, locate, locating }) {
  const t = words.value.spot
  return html`
    <p class="note" role="status">${words.value
      .problem[/** @type {'GEO_DENIED'} */ (why)]}</p>
    ${why === 'GEO_DENIED' && t && html`
      <details>
        <summary>${t.howToAllow}</summary>
        <p>${t.allow[browserOf()]}</p>
        <p class="note">${t.allowPhone}</p>
      </details>
    `}
    <button type="button" class="button full" aria-disabled=${locating}
      onClick=${locate}>${locating ? words.value.report.locating : words.value.report.getFix}</button>
  `
}
