/**
 * The form of a question, one field for each variable of its query; each change is a new address.
 * @module
 */
import { html } from '../html.js'
import { Choices, Pick, Text } from '../parts/fields.js'
import { refine } from '../route.js'
import { locale, words } from '../words.js'
import { parameter, written } from './values.js'

const SELECTED = new Set(['area', 'unit', 'class', 'major', 'period', 'choice'])
const OWN = 'own'

/** @param {{ form: import('./wire.js').Field[], values: import('./wire.js').Values }} props */
export function Form({ form, values }) {
  return html`<div class="stack-close">${
    form.map((field) => html`<${Field} key=${field.name} field=${field} value=${values[field.name]} />`)
  }</div>`
}

/** @param {{ field: import('./wire.js').Field, value: import('./wire.js').Value }} props */
function Field({ field, value }) {
  const { questions: t } = words.value
  const id = `v-${field.name}`
  const label = locale.value === 'en' ? field.en : field.zh
  const set = (/** @type {string} */ text) => refine({ [parameter(field.name)]: text === '' ? ' ' : text })
  if (field.kind === 'period') {
    return html`<${Period} id=${id} label=${label} value=${value} options=${field.options} set=${set} />`
  }
  if (field.many && field.options.length > 0) {
    return html`
      <${Choices} id=${id} legend=${label} across=${true} value=${value ?? []} options=${options(field)}
        onChange=${(/** @type {string[]} */ some) => set(some.join(','))} />
    `
  }
  if (SELECTED.has(field.kind) || field.kind === 'yes') {
    const known = field.kind === 'yes'
      ? [{ value: 'true', label: t.yes }, { value: 'false', label: t.no }]
      : options(field)
    const text = written(value)
    const more = text && !known.some((one) => one.value === text) ? [{ value: text, label: text }] : []
    return html`
      <${Pick} id=${id} label=${label} value=${text} onChange=${set}
        options=${[{ value: '', label: field.needed ? t.choose : t.any }, ...known, ...more]} />
    `
  }
  const type = { number: 'number', day: 'date', moment: 'date' }[field.kind] ?? 'text'
  const shown = field.kind === 'moment' ? written(value).slice(0, 10) : written(value)
  return html`
    <${Text} id=${id} label=${label} type=${type} value=${shown} onInput=${set}
      rows=${field.kind === 'json' ? 4 : 0} hint=${field.kind === 'json' ? t.json : undefined} />
  `
}

/** @param {import('./wire.js').Field} field */
function options(field) {
  return field.options.map(({ value, zh, en }) => ({ value, label: locale.value === 'en' ? en : zh }))
}

/** @param {{ id: string, label: string, value: import('./wire.js').Value, options: import('./wire.js').Option[], set: (text: string) => void }} props */
function Period({ id, label, value, options: known, set }) {
  const { questions: t } = words.value
  const text = typeof value === 'string' ? value : ''
  const [first = '', last = ''] = text.includes('..') ? text.split('..') : []
  const all = known.map((one) => ({ value: one.value, label: locale.value === 'en' ? one.en : one.zh }))
  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
  const pick = (/** @type {string} */ one) => set(one === OWN ? `${today}..${today}` : one)
  return html`
    <${Pick} id=${id} label=${label} value=${first ? OWN : text} onChange=${pick}
      options=${[{ value: '', label: t.any }, ...all, { value: OWN, label: t.own }]} />
        ${first && html`
          <div class="row">
            <${Text} id="${id}-from" type="date" label=${t.from} value=${first}
              onInput=${(/** @type {string} */ day) => day && set(`${day}..${last < day ? day : last}`)} />
            <${Text} id="${id}-to" type="date" label=${t.to} value=${last}
              onInput=${(/** @type {string} */ day) => day && set(`${first > day ? day : first}..${day}`)} />
          </div>
        `}
  `
}
