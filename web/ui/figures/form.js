/**
 * The form of a question: each change is a new address, and asks at once.
 * @module
 */
import { html } from '../html.js'
import { wide } from '../wide.js'
import { Choices, Pick } from '../parts/fields.js'
import { refine } from '../route.js'
import { book } from './book.js'
import { KEPT, KINDS, PERIODS, SIZES } from './question.js'
import { headed } from './told.js'

/** @param {{ asked: import('./question.js').Question }} props */
export function Form({ asked }) {
  const figures = book.value
  const known = KINDS[asked.of]
  const dims = asked.day ? KEPT : known.by
  const options = (/** @type {string[]} */ all, /** @type {Record<string, string>} */ book) =>
    all.map((value) => ({ value, label: headed(book, value) }))
  const [first = '', second = ''] = asked.by
  const by = (/** @type {string[]} */ some) => refine({ by: some.filter(Boolean).join(','), sort: null, way: null })
  const other = (/** @type {string} */ of) =>
    refine({ of, by: null, m: null, sort: null, way: null, moment: null, day: null })
  return html`
    <details class="question no-print" open=${wide.value}>
      <summary>${figures.open}</summary>
      <div class="stack-close">
        <${Choices} id="of" legend=${figures.of} across=${true} value=${asked.of} onChange=${other}
          options=${options(['incident', 'whistle'], figures.kind)} />
        <${Pick} id="by" label=${figures.by} value=${first} options=${options(dims, figures.dimension)}
          onChange=${(/** @type {string} */ one) => by([one, second === one ? '' : second])} />
        <${Pick} id="then" label=${figures.then} value=${second} options=${[
          { value: '', label: figures.none },
          ...options(dims.filter((one) => one !== first), figures.dimension),
        ]} onChange=${(/** @type {string} */ one) => by([first, one])} />
        ${!asked.day && html`<${Measures} asked=${asked} options=${options} />`}
        ${!asked.day && html`<${Pick} id="period" label=${figures.period} value=${asked.period} options=${
          options(
            PERIODS,
            figures.periods,
          )
        } onChange=${(/** @type {string} */ period) => refine({ period })} />`}
        ${!asked.day && known.moments.length > 1 && html`
          <${Pick} id="moment" label=${figures.moment} value=${asked.moment}
            options=${options(known.moments, figures.moments)} onChange=${(/** @type {string} */ moment) =>
              refine({ moment })} />
        `}
        <${Pick} id="first" label=${figures.first} value=${`${asked.first}`} options=${SIZES.map((size) => ({
          value: `${size}`,
          label: size === SIZES.at(-1) ? figures.everything : `${size}`,
        }))} onChange=${(/** @type {string} */ size) => refine({ first: size })} />
        ${asked.of === 'incident' && html`<${Midnight} asked=${asked} />`}
      </div>
    </details>
  `
}

/** @param {{ asked: import('./question.js').Question, options: (all: string[], book: Record<string, string>) => { value: string, label: string }[] }} props */
function Measures({ asked, options }) {
  const figures = book.value
  const known = KINDS[asked.of]
  const pick = (/** @type {string[]} */ some) => {
    const all = [...known.measures, ...known.stages]
    refine({ m: all.filter((one) => some.includes(one)).join(','), sort: null, way: null })
  }
  const stages = known.stages.length > 0 && html`
    <details open=${asked.measures.some((one) => known.stages.includes(one))}>
      <summary>${figures.stages}</summary>
      <${Choices} id="stages" legend=${figures.stages} hideLegend=${true} across=${true}
        value=${asked.measures} onChange=${pick} options=${options(known.stages, figures.measure)} />
    </details>
  `
  return html`
    <${Choices} id="m" legend=${figures.measures} across=${true} value=${asked.measures} onChange=${pick}
      options=${options(known.measures, figures.measure)} />${stages}
  `
}

/** @param {{ asked: import('./question.js').Question }} props */
function Midnight({ asked }) {
  const figures = book.value
  const chosen = (/** @type {{ currentTarget: HTMLInputElement }} */ event) =>
    refine({
      day: event.currentTarget.value,
      by: asked.by.filter((one) => KEPT.includes(one)).join(','),
      m: null,
      sort: null,
    })
  return html`<div class="field"><label for="day">${figures.day}</label><span class="hint" id="day-hint">${figures.dayHint}</span>
    <input id="day" type="date" value=${asked.day} aria-describedby="day-hint" onChange=${chosen} /></div>
    ${
    !asked.day && html`
      <label
        class="choice"><input type="checkbox" checked=${asked.open} onChange=${() =>
          refine({ open: asked.open ? null : '1' })} /><span class="words">${figures.onlyOpen}</span></label>
    `
  }`
}
