/**
 * The four elements of an answer: when taken up, with whom spoken, what was done, by when and with what result. The same for a
 * unit's feedback on an incident and for a called unit's result.
 * @module
 */
import { dayStamp } from '../../core/clockwords.js'
import { FeedBack, IncidentFeedBackInputWithin } from '../../api/operations.js'
import { stamp, Time } from '../clock.js'
import { html } from '../html.js'
import { locale, words } from '../words.js'
import { Choices, Text } from './fields.js'
import { Moment, outside } from './moment.js'
import { Phrases } from './taps.js'

export const BLANK_FOUR = { contact: '', measures: '', limit: '', promisedOn: '', outcome: '' }

/** What is still missing, by name. @param {typeof BLANK_FOUR} answers */
export function wantingFour({ contact, measures, limit, promisedOn, outcome }) {
  const { four } = words.value.i
  const day = limit === 'promised' && promisedOn && !outside(promisedOn, IncidentFeedBackInputWithin.promisedOn)
  const limited = limit === 'done' || day
  return [[contact.trim(), four.contact], [measures.trim(), four.measures], [limited, four.limit], [
    outcome,
    four.outcome,
  ]]
    .filter(([there]) => !there).map(([, name]) => String(name))
}

/** As the server takes them. @param {typeof BLANK_FOUR} answers @param {string} acceptedAt */
export function fourInput({ contact, measures, limit, promisedOn, outcome }, acceptedAt) {
  return {
    acceptedAt,
    contact,
    measures,
    finished: limit === 'done',
    promisedOn: limit === 'promised' ? promisedOn : null,
    outcome,
  }
}

/**
 * @param {{ answers: typeof BLANK_FOUR, change: (change: Partial<typeof BLANK_FOUR>) => void, acceptedAt: string }} props
 *   `acceptedAt`: known, so it is not asked
 */
export function FourElements({ answers, change, acceptedAt }) {
  const t = words.value
  const limits = [{ value: 'done', label: t.f.finished }, { value: 'promised', label: t.f.promise }]
  const outcomes = Object.entries(t.outcome).map(([value, label]) => ({ value, label }))
  return html`
    <p class="spread"><span class="label">1 ${t.i.four.accepted}</span><span><${Time} at=${acceptedAt} /></span></p>
    <${Text} id="contact" of=${FeedBack} field="contact" label=${`2 ${t.i.four.contact}`} hint=${t.f
      .contactHint} value=${answers.contact}
      onInput=${(/** @type {string} */ contact) => change({ contact })} />
    <${Phrases} label=${t.f.contact} phrases=${t.f.contacts} onPick=${(/** @type {string} */ one) =>
      change({ contact: `${one} ${stamp(Date.now())}` })} />
    <${Text} id="measures" label=${`3 ${t.i.four.measures}`} value=${answers.measures} rows=${3}
      onInput=${(/** @type {string} */ measures) => change({ measures })} />
    <${Phrases} label=${t.f.phrases} phrases=${t.f.measureLines} onPick=${(/** @type {string} */ one) =>
      change({ measures: [answers.measures, one].filter(Boolean).join('，') })} />
    <${Choices} id="limit" legend=${`4 ${t.i.four.limit}`} value=${answers.limit} across=${true} options=${limits}
      onChange=${(/** @type {string} */ limit) => change({ limit })} />
    ${answers.limit === 'promised' &&
      html`
        <${Moment} id="promised" label=${t.f.promiseDay} day=${true} value=${answers.promisedOn}
          bound=${IncidentFeedBackInputWithin.promisedOn} onInput=${(/** @type {string} */ promisedOn) =>
            change({ promisedOn })} />
      `}
    <${Choices} id="outcome" legend=${t.i.four.outcome} value=${answers.outcome} across=${true} options=${outcomes}
      onChange=${(/** @type {string} */ outcome) => change({ outcome })} />
  `
}

/** A result as it was told. @param {{ result: any, unit?: string }} props */
export function ResultWords({ result, unit }) {
  const { i, outcome } = words.value
  return html`<dl class="facts quote">
    ${
    unit && html`
      <dt>${unit}</dt>
      <dd>
        <${Time} at=${result.at} />
      </dd>
    `
  }
    <dt>${i.four.accepted}</dt><dd><${Time} at=${result.acceptedAt} /></dd>
    <dt>${i.four.contact}</dt><dd>${result.contact}</dd>
    <dt>${i.four.measures}</dt><dd>${result.measures}</dd>
    <dt>${i.four.limit}</dt><dd>${
    result.finished ? i.finished : i.promised(dayStamp(result.promisedOn, locale.value))
  }</dd>
    <dt>${i.four.outcome}</dt><dd>${/** @type {any} */ (outcome)[result.outcome]}</dd>
  </dl>`
}
