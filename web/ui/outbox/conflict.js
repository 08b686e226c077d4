/**
 * V09: somebody was first. Only what differs, mine beside theirs, nothing chosen beforehand; the state is the incident's own.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { IncidentDetail, Note } from '../../api/operations.js'
import { alike, chosenInput, differences, leftOver, stepIsOpen } from '../../core/outbox/conflict.js'
import { word } from '../../core/session/desk.js'
import { replace } from '../../core/outbox/mend.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { rows } from './shown.js'
import { nameOf, valueOf } from './differing.js'
import { Choices } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { titleOf } from './unsent.js'
import { useRead } from '../read.js'
import { back, closeSheet, go, openSheet } from '../route.js'
import { named, words } from '../words.js'

/** @typedef {import('../../core/types.js').Row} Row */
/** @typedef {import('../../core/outbox/conflict.js').Difference} Difference */
/** @typedef {Record<string, import('../../core/outbox/conflict.js').Choice>} Chosen */

/** @param {{ id: string }} props the operation's id */
export function Page({ id }) {
  const row = rows.value.find((one) => one.opId === id)
  const { conflict, out } = words.value
  const more = row &&
    html`<button type="button" class="button plain" onClick=${() =>
      openSheet('ALL-NOW')}>${words.value.i.more}</button>`
  return html`<${Frame} title=${conflict.title} back=${`/outbox/${id}`} action=${more}>
    ${row ? html`<${Compared} row=${row} />` : html`<p>${out.gone}</p>`}<//>`
}

/** @param {{ row: Row }} props */
function Compared({ row }) {
  const reading = useRead(`incident:${row.incidentId}`, IncidentDetail, { id: row.incidentId })
  const incident = reading.data?.incident
  const old = !incident || incident.version < (row.current?.version ?? 0) // what is remembered may be what was seen then
  if (old && reading.failure) return html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
  if (old || !reading.fresh) return html`<${Bones} again=${reading.again} />`
  return html`<${Choosing} row=${row} incident=${incident} />`
}

/** @param {{ row: Row, incident: any }} props */
function Choosing({ row, incident }) {
  const [chosen, setChosen] = useState(/** @type {Chosen} */ ({}))
  const [asNote, setAsNote] = useState(true)
  const differing = differences(row, incident)
  const open = stepIsOpen(row, incident)
  const left = differing.filter(({ name }) => !chosen[name]).length
  const { conflict, join } = words.value
  const send = (/** @type {Chosen} */ choice) => resend(row, incident, choice, open || asNote)
  const allNow = () => {
    closeSheet()
    void send(Object.fromEntries(differing.map(({ name }) => [name, /** @type {const} */ ('now')])))
  }
  useEffect(() => setChosen({}), [incident.version])
  const follow = (/** @type {'mine' | 'now'} */ take) =>
    void send(Object.fromEntries(differing.map(({ name }) => [name, take])))
  return html`
    <div class="stack">
      <${Advised} opId=${row.opId} person=${row.person} onFollow=${follow} />
      <p><strong>${named(incident.incidentClass)}</strong>${incident.number && `${join}#${incident.number}`}</p>
      <p class="note">${[titleOf(row), stamp(row.createdAt)].join(join)}</p>
      ${differing.map((one) =>
        html`
          <${Pair} key=${one.name} one=${one} row=${row} incident=${incident} value=${chosen[one.name] ??
            ''}
            onChange=${(/** @type {any} */ value) => setChosen((was) => ({ ...was, [one.name]: value }))} />
        `
      )}
      <p>${conflict.state(/** @type {any} */ (words.value.state)[incident.state] ?? incident.state)}</p>
      ${open
        ? html`<p class="note">${conflict.stillOpen}</p>`
        : html`<${Choices} id="as-note" legend=${conflict.stepGone} value=${asNote ? ['yes'] : []} options=${[{
          value: 'yes',
          label: conflict.toNote(titleOf(row)),
        }]} onChange=${(/** @type {string[]} */ now) => setAsNote(now.length > 0)} />`}
      ${differing.length > 0 && html`<p class="note">${conflict.alike(alike(row, differing))}</p>`}
      <p class="note">${conflict.both}</p>
    </div>
    <div class="acts">
      <button type="button" class="button full" onClick=${() => back('/outbox')}>${conflict.later}</button>
      <button type="button" class="button main full" aria-disabled=${left > 0} onClick=${() =>
        left === 0 && send(chosen)}>${conflict.send}</button>
      ${left > 0 && html`<p class="why">${conflict.left(left)}</p>`}
    </div>
    <${Sheet} name="ALL-NOW" title=${words.value.i.more}>
      <p>${conflict.allNowHint}</p>
      <button type="button" class="button full" onClick=${allNow}>${conflict.allNow}</button>
      <//>
  `
}

/** What a desk that was asked thinks; one tap follows it. @param {{ opId: string, person: string, onFollow: (take: 'mine' | 'now') => void }} props */
function Advised({ opId, person, onFollow }) {
  const [advice, setAdvice] = useState(
    /** @type {import('../../core/session/desk.js').Advice | undefined} */ (undefined),
  )
  useEffect(() => void word(person).then((said) => setAdvice(said.advice.find((one) => one.opId === opId))), [opId])
  const { conflict } = words.value
  if (!advice) return null
  const take = advice.take === 'MINE' ? 'mine' : 'now'
  return html`<div class="strip" role="status"><p>${conflict.advised(stamp(advice.at), conflict[take])}</p>
    <button type="button" class="button" onClick=${() => onFollow(take)}>${conflict.follow}</button></div>`
}

/** One field: mine or theirs. @param {{ one: Difference, row: Row, incident: any, value: string, onChange: (value: string) => void }} props */
function Pair({ one, row, incident, value, onChange }) {
  const { conflict, join } = words.value
  const theirs = lastChange(incident)
  return html`
    <${Choices} id=${`choice-${one.name}`} legend=${nameOf(one.name)} value=${value} onChange=${onChange}
      options=${[
        { value: 'mine', label: html`<span class="note">${conflict.mine}</span> ${valueOf(row, one.name, one.mine)}` },
        {
          value: 'now',
          label: html`<span class="note">${conflict.now}</span> ${valueOf(row, one.name, one.now)}`,
          note: theirs && [theirs.who, stamp(theirs.at)].filter(Boolean).join(join),
        },
      ]} />
  `
}

/** Who moved it last, by post or unit, and when. @param {any} incident */
function lastChange(incident) {
  const event = incident.events?.nodes?.[0]
  const { role } = words.value
  return event &&
    { who: event.unit?.name ?? /** @type {Record<string, string>} */ (role)[event.role] ?? '', at: event.at }
}

/**
 * Mine on the version of now, and a note of what does not travel with it.
 * @param {Row} row
 * @param {any} incident
 * @param {Chosen} chosen
 * @param {boolean} mayNote
 */
async function resend(row, incident, chosen, mayNote) {
  const differing = differences(row, incident)
  const input = chosenInput(row, incident, differing, chosen)
  const { conflict, out, join } = words.peek()
  const rest = leftOver(differing, chosen, input !== null)
  const told = rest.map((one) =>
    conflict.line(nameOf(one.name), valueOf(row, one.name, one.mine), valueOf(row, one.name, one.now))
  )
  const said = input === null && rest.length === 0 ? [ownWords(row)].filter(Boolean) : told
  const orders = []
  if (input) {
    orders.push({
      operation: row.operation,
      incidentId: row.incidentId,
      photos: row.photos,
      input,
      title: row.title,
      form: row.form,
    })
  }
  if (said.length > 0 && mayNote) {
    orders.push(noteOf(row, [titleOf(row), ...said].join(join), input ? [] : row.photos, out.note))
  }
  if (orders.length === 0) return go(`/outbox/${row.opId}`, { replace: true })
  await replace(row.opId, orders)
  await sendNow()
  toast({ text: conflict.sent })
  go('/outbox', { replace: true })
}

/** What the person wrote, when no field differs but the step is gone. @param {Row} row */
function ownWords(row) {
  const { text, note, measures, verdict } = row.input
  return [verdict && valueOf(row, 'verdict', verdict), text ?? note ?? measures].filter(Boolean).join(words.peek().join)
}

/**
 * @param {Row} row
 * @param {string} text
 * @param {import('../../core/types.js').RowPhoto[]} photos
 * @param {string} verb
 * @returns {import('../../core/types.js').Order}
 */
function noteOf(row, text, photos, verb) {
  const named = photos.map(({ sha256, kind }) => ({ sha256, kind }))
  const title = { ...row.title, verb }
  return { operation: Note, incidentId: row.incidentId, photos, input: { text, photos: named }, title }
}
