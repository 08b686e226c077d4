/**
 * 提醒 in the settings: on this device, on which days and hours, and when one last came.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { NoticeSet, NoticeSettings, NoticeWindowInputBetween } from '../../api/operations.js'
import { act } from '../../core/api.js'
import { pushState, turnOff, turnOn } from '../../core/session/push.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { useRead } from '../read.js'
import { said, words } from '../words.js'
import { Choices, Pick } from '../parts/fields.js'
import { Switch } from '../parts/taps.js'
import { toast } from '../parts/toast.js'

const DAYS = /** @type {const} */ ([1, 2, 3, 4, 5, 6, 7])
const [FIRST, LAST] = [NoticeWindowInputBetween.starts[0] / 60, NoticeWindowInputBetween.ends[1] / 60]

/** @typedef {{ weekday: number, starts: number, ends: number }} Window */
/** @typedef {{ days: string[], from: number, to: number }} Hours */

export function Reminders() {
  const [state, setState] = useState(/** @type {import('../../core/session/push.js').PushState | null} */ (null))
  const [busy, setBusy] = useState(false)
  const reading = useRead('notice-settings', NoticeSettings, {})
  const { notice } = words.value
  useEffect(() => void pushState().then(setState), [])
  const change = async (/** @type {boolean} */ on) => {
    if (busy) return
    setBusy(true)
    try {
      if (on) setState(await turnOn())
      else {
        await turnOff()
        setState('OFF')
      }
    } catch (failure) {
      toast({ text: told(/** @type {any} */ (failure).code) ?? notice.failed })
      setState(await pushState())
    }
    setBusy(false)
  }
  const own = reading.data?.noticeSettings
  return html`<section class="card pad"><h2>${notice.remind}</h2>
    ${state === 'UNSUPPORTED' && html`<p class="note">${notice.unsupported}</p>`}
    ${state === 'DENIED' && html`<p class="note">■ ${notice.denied}</p>`}
    ${
    (state === 'ON' || state === 'OFF') &&
    html`<${Switch} label=${notice.push} hint=${notice.pushHint} on=${state === 'ON'} onChange=${change} />`
  }
    <a class="button full" href="/me/reminders">${notice.trial}</a>
    ${own?.pushedAt && html`<p class="note">${notice.last(stamp(own.pushedAt))}</p>`}
    <p class="note">${notice.hours8}</p>
    <p class="note">${own?.onDuty ? notice.onDuty : notice.offDuty}</p>
    ${own && html`<${Own} windows=${own.windows} again=${reading.again} />`}
  </section>`
}

/** What is only said here. @param {string} code @returns {string | undefined} */
function told(code) {
  return /** @type {Record<string, string>} */ (words.value.notice.problem)[code]
}

/** The person's own days and hours; what they choose holds at once. @param {{ windows: Window[], again: () => void }} props */
function Own({ windows, again }) {
  const [hours, setHours] = useState(hoursOf(windows))
  useEffect(() => setHours(hoursOf(windows)), [JSON.stringify(windows)])
  const { notice } = words.value
  const choose = async (/** @type {Partial<Hours>} */ changed) => {
    const wanted = { ...hours, ...changed }
    if (wanted.from >= wanted.to || wanted.days.length === 0) return
    setHours(wanted)
    try {
      const { problems } = await act(NoticeSet, { input: { windows: windowsOf(wanted) } })
      toast({ text: problems[0] ? told(problems[0].code) ?? said(problems[0].code) : notice.saved })
    } catch (failure) {
      toast({ text: said(/** @type {any} */ (failure).code) })
    }
    again() // also what is remembered for the next time
  }
  const days = DAYS.map((day) => ({ value: String(day), label: notice.weekdays[day] }))
  const clock = (/** @type {number} */ from, /** @type {number} */ to) =>
    Array.from({ length: to - from + 1 }, (_, n) => ({ value: String(from + n), label: notice.clock(from + n) }))
  return html`
    <${Choices} id="days" legend=${notice.days7} across=${true} value=${hours.days} options=${days}
      onChange=${(
        /** @type {string[]} */ chosen,
      ) => choose({ days: chosen })} />
    <div class="two">
      <${Pick} id="from" label=${notice.from} value=${String(hours.from)} options=${clock(
        FIRST,
        hours.to - 1,
      )} onChange=${(/** @type {string} */ from) => choose({ from: Number(from) })} />
      <${Pick} id="to" label=${notice.to} value=${String(hours.to)} options=${clock(
        hours.from + 1,
        LAST,
      )} onChange=${(/** @type {string} */ to) => choose({ to: Number(to) })} />
    </div>
  `
}

/** @param {Window[]} windows @returns {Hours} one span of hours on some days; without any, all that the district allows */
function hoursOf(windows) {
  if (windows.length === 0) return { days: DAYS.map(String), from: FIRST, to: LAST }
  return {
    days: [...new Set(windows.map((one) => String(one.weekday)))],
    from: Math.floor(Math.min(...windows.map((one) => one.starts)) / 60),
    to: Math.ceil(Math.max(...windows.map((one) => one.ends)) / 60),
  }
}

/** @param {Hours} hours @returns {Window[]} none where nothing is narrowed */
function windowsOf({ days, from, to }) {
  if (days.length === DAYS.length && from === FIRST && to === LAST) return []
  return days.map((day) => ({ weekday: Number(day), starts: from * 60, ends: to * 60 }))
}
