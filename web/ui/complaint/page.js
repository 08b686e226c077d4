/**
 * V40 投诉建议: anybody writes, signed in or not, and reads the answer by a code. Nothing of it is kept under a person.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { letters, onLetters } from '../../core/letters.js'
import { home, person } from '../here.js'
import { html } from '../html.js'
import { up } from '../outbox/shown.js'
import { Frame } from '../parts/frame.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'
import { Figures } from './figures.js'
import { Form } from './form.js'
import { Look } from './look.js'
import { usePlaces } from './places.js'
import { Slip } from './slip.js'

const DANGER = /** @type {const} */ ([110, 119, 120])

export function Page() {
  const { complaint: t, feedback, strip } = words.value
  const looks = query.value.has('look')
  const [kept, setKept] = useState(/** @type {import('../../core/letters.js').Letter[]} */ ([]))
  const [places, again] = usePlaces()
  useEffect(() => {
    const read = () =>
      void letters().then((all) => setKept(all.filter((one) => one.first || one.state === 'NEEDS_YOU')), () => {})
    read()
    return onLetters(read)
  }, [])
  useEffect(() => {
    if (up.value && !places) again()
  }, [up.value])
  const turn = (/** @type {boolean} */ look) => () => refine({ look: look ? '1' : null })
  const sub = person.value || up.value ? undefined : strip.offlineShort
  return html`
    <${Frame} title=${feedback} back=${person.value ? home.value : '/login'} sub=${sub ?? t.within}>
      <div class="stack complaint">
        <div class="no-print stack-close">
          <p>${t.lead}</p>
          <p class="note">${t.danger}</p>
          <div class="calls">${DANGER.map((number) =>
            html`
              <a key=${number} class="button" href="tel:${number}">${number}</a>
            `
          )}</div>
          <div class="two">
            <button type="button" class="button tall" aria-pressed=${!looks} onClick=${turn(false)}>${t.write}</button>
            <button type="button" class="button tall" aria-pressed=${looks} onClick=${turn(true)}>${t.look}</button>
          </div>
        </div>
        ${kept.length > 0 && !looks && html`
          <section class="stack-close"><h2 class="no-print">${t.here}</h2>${kept.map((one) =>
            html`
              <${Slip} key=${one.opId} letter=${one} />
            `
          )}</section>
        `}
        ${looks ? html`<${Look} kept=${kept} />` : html`<${Form} places=${places} />`}
        <${Figures} places=${places} />
      </div>
      <//>
  `
}
