/**
 * What the page of a 12345 order shows beside its facts: what its source changed, the rounds before, its answers, and the form
 * by which one is drafted. What the unit fed back stands in it already.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { AnswerDraft, OuterOrderMore } from '../../api/operations.js'
import { uuid7 } from '../../core/ids.js'
import { stamp, Time } from '../clock.js'
import { html } from '../html.js'
import { useSend } from '../parts/act.js'
import { Choices, Text } from '../parts/fields.js'
import { Moment } from '../parts/moment.js'
import { useRead } from '../read.js'
import { go } from '../route.js'
import { told, words } from '../words.js'

/** @typedef {import('../../api/operations.js').OuterOrderMoreData} Data */

/** @param {{ row: { id: string, version: number, round: number } }} props */
export function Beside({ row }) {
  const { data } = useRead(`outer_order:${row.id}:more:${row.version}`, OuterOrderMore, { id: row.id })
  const order = data?.outerOrder
  const { hotline: t } = words.value
  if (!order) return null
  const answers = data.answers?.nodes ?? []
  const drafting = order.state === 'OURS' && !answers.some((one) => one.round === row.round)
  return html`
    ${order.changes.length > 0 && html`<${Changes} changes=${order.changes} />`}
    ${order.rounds.length > 0 && html`
      <section class="stack-close">
        <h2>${t.rounds}</h2>
        <ol class="timeline">${order.rounds.map((one) =>
          html`
            <li key=${one.number}>
              <${Time} at=${one.sentBackAt} />
              <div><strong>${t.round(one.number)}</strong><p class="lines">${one.why}</p></div>
            </li>
          `
        )}</ol>
      </section>
    `}
    ${answers.length > 0 && html`
      <section class="stack-close">
        <h2>${t.answers}</h2>
        <ul class="cards">${answers.map((one) =>
          html`
            <li class="card" key=${one.id}>
              <div class="row"><span class="chip plain">${t.answerStates[
                /** @type {'DRAFT'} */ (String(one.state))
              ]}</span><span class="note">${t.round(one.round)} · ${stamp(one.sentAt ?? one.writtenAt)}</span></div>
              <a class="cover" href=${`/n/answer/${one.id}`}>${one.measures}</a>
              ${one.remark && html`<p class="why">${one.remark}</p>`}
            </li>
          `
        )}</ul>
      </section>
    `}
    ${drafting && html`<${Draft} id=${row.id} fed=${order.incident?.disposals.at(-1) ?? null} />`}
  `
}

/** @param {{ changes: { name: string, was: string, now: string }[] }} props */
function Changes({ changes }) {
  const { hotline: t } = words.value
  const shown = (/** @type {string} */ name, /** @type {string} */ value) =>
    name.endsWith('_at') || name.endsWith('_by') ? stamp(value.replace(' ', 'T')) : value
  return html`
    <div class="strip warn" role="status">
      <div><strong>${t.changed}</strong>
      <dl class="facts">${changes.map(({ name, was, now }) =>
        html`
          <dt key=${name}>${t.columns[/** @type {'text'} */ (name)] ?? name}</dt>
          <dd>${shown(name, was) || t.nothing} → ${shown(name, now) || t.nothing}</dd>
        `
      )}</dl></div>
    </div>
  `
}

/** @typedef {NonNullable<NonNullable<Data['outerOrder']>['incident']>['disposals'][number]} Fed */

/** @param {{ id: string, fed: Fed | null }} props `fed`: what the unit fed back last */
function Draft({ id, fed }) {
  const { hotline: t, f, i, problem } = words.value
  const [acceptedAt, setAcceptedAt] = useState(fed ? local(fed.acceptedAt) : '')
  const [contact, setContact] = useState(fed?.contact ?? '')
  const [measures, setMeasures] = useState(fed?.measures ?? '')
  const [limit, setLimit] = useState(fed ? (fed.finished ? 'done' : 'promised') : '')
  const [promisedOn, setPromisedOn] = useState(fed?.promisedOn ?? '')
  const [error, setError] = useState('')
  const { busy, problems, send } = useSend(AnswerDraft)
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const lacks = [
      [acceptedAt, i.four.accepted],
      [contact.trim(), i.four.contact],
      [measures.trim(), i.four.measures],
      [
        limit === 'done' || (limit === 'promised' && promisedOn),
        i.four.limit,
      ],
    ].filter(([there]) => !there).map(([, name]) => name)
    setError(lacks.length ? `${lacks.join(words.value.between)} ${problem.REQUIRED}` : '')
    if (lacks.length || busy) return
    const key = uuid7()
    const payload = await send({
      id: key,
      orderId: id,
      acceptedAt: `${acceptedAt}:00+08:00`,
      contact,
      measures,
      finished: limit === 'done',
      promisedOn: limit === 'promised' ? promisedOn : null,
    })
    if (payload?.problems.length === 0) go(`/n/answer/${key}`)
  }
  const limits = [{ value: 'done', label: f.finished }, { value: 'promised', label: f.promise }]
  return html`
    <form class="card pad stack-close no-print" onSubmit=${submit} novalidate>
      <h2>${t.draft}</h2>
      <p class="note">${fed ? t.filled : t.four}</p>
      <${Moment} id="accepted" label=${`1 ${i.four.accepted}`} value=${acceptedAt} bound=${[3660, 1]}
        onInput=${setAcceptedAt} />
      <${Text} id="contact" label=${`2 ${i.four.contact}`} hint=${t.roleOnly} value=${contact} onInput=${setContact}
        of=${AnswerDraft} field="contact" />
      <${Text} id="measures" label=${`3 ${i.four.measures}`} value=${measures} rows=${4} onInput=${setMeasures} />
      <${Choices} id="limit" legend=${`4 ${i.four.limit}`} value=${limit} across=${true} options=${limits}
        onChange=${setLimit} />
      ${limit === 'promised' &&
        html`
          <${Moment} id="promised" label=${f.promiseDay} day=${true} value=${promisedOn} bound=${[0, 366]}
            onInput=${setPromisedOn} />
        `}
      ${error && html`<p class="error" role="alert">${error}</p>`}
      ${problems.map((one) => html`<p class="error" role="alert" key=${one.code}>${told(one)}</p>`)}
      <button type="submit" class="button main full" aria-disabled=${busy}>${t.toReader}</button>
    </form>
  `
}

/** A moment as its field writes it, by Shanghai's clock. @param {string} at */
function local(at) {
  return new Date(at).toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, 16).replace(' ', 'T')
}
