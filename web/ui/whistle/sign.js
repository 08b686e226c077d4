/**
 * V21: the street signs off what a unit did, with four marks of which none is preselected, or sends it back; at n of n the whistle
 * is closed.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { WhistleSign } from '../../api/operations.js'
import { html } from '../html.js'
import { Absent } from '../parts/absent.js'
import { Choices, Text } from '../parts/fields.js'
import { ResultWords } from '../parts/four.js'
import { Frame } from '../parts/frame.js'
import { Sheet } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { closeSheet, go, openSheet } from '../route.js'
import { Problems, SubmitActs, unanswered, useAbout, useAct } from '../parts/act.js'
import { SendBackSheet } from './verbs.js'
import { mayTake, partiesFor, settledOf, useWhistle } from './reading.js'
import { words } from '../words.js'

const ITEMS = /** @type {const} */ (['prompt', 'quality', 'content', 'initiative'])
const BLANK = /** @type {Record<string, string>} */ ({ prompt: '', quality: '', content: '', initiative: '', text: '' })

/** @param {{ id: string }} props */
export function Page({ id }) {
  const found = useWhistle(id)
  const [chosen, choose] = useState('')
  const { whistle } = found
  useAbout(whistle?.incident.id)
  const { w } = words.value
  const waiting = whistle ? partiesFor(whistle, 'SIGN') : []
  const party = waiting.find((/** @type {any} */ one) => one.id === chosen) ?? waiting[0]
  const signed = (/** @type {any} */ after) => {
    found.changed(after)
    if (after && partiesFor(after, 'SIGN').length === 0) go(`/w/${id}`, { replace: true })
  }
  return html`<${Frame} title=${w.sign.title} sub=${
    whistle && w.signed(settledOf(whistle), whistle.parties.length)
  } back=${`/w/${id}`}>
    ${!whistle && html`<${Absent} reading=${found} />`}
    ${
    waiting.length > 1 &&
    html`
      <${Choices} id="party" legend=${w.sign.pick} value=${party?.id} across=${true} options=${waiting.map((
        /** @type {any} */ one,
      ) => ({ value: one.id, label: one.unit.name }))}
        onChange=${choose} />
    `
  }
    ${
    party
      ? html`<${Form} key=${party.id + party.version} party=${party} onSigned=${signed} onStale=${found.changed} />`
      : whistle && html`<p>${w.sign.none}</p>`
  }
    ${
    party &&
    html`
      <${Sheet} name="SEND_BACK" title=${w.sign.back}>
        <${SendBackSheet} whistle=${whistle} party=${party} onDone=${(
          /** @type {any} */ after,
        ) => {
          closeSheet()
          found.changed(after)
        }} onStale=${found.changed} />
        <//>
    `
  }<//>`
}

/** @param {{ party: any, onSigned: (whistle: any) => void, onStale: (whistle: any) => void }} props */
function Form({ party, onSigned, onStale }) {
  const [marks, setMarks] = useState(BLANK)
  const { w, mark, markItem, part } = words.value
  const done = (/** @type {any} */ whistle) => {
    toast({ text: words.value.partyState.SIGNED_OFF })
    onSigned(whistle)
  }
  const { busy, problems, submit } = useAct(WhistleSign, party, done, onStale)
  const options = Object.entries(mark).map(([value, label]) => ({ value, label }))
  const poor = ITEMS.some((key) => marks[key] === 'SO_SO' || marks[key] === 'BAD')
  const text = (marks.text ?? '').trim()
  const off = ITEMS.some((key) => !marks[key]) ? w.sign.needAll : poor && !text ? w.sign.needText : ''
  const input = { ...Object.fromEntries(ITEMS.map((key) => [key, marks[key]])), text: text || null }
  return html`
    <div class="ask marks">
        <h2>${party.unit.name} <span class="note">${part[/** @type {'LEAD'} */ (party.part)]}</span></h2>
        <${ResultWords} result=${party.results.at(-1)} />
        <${Problems} problems=${problems} />
        <p class="note">${w.sign.noPreset}</p>
        ${ITEMS.map((key) =>
          html`
            <${Choices} key=${key} id=${key} legend=${markItem[key]} value=${marks[
              key
            ]} across=${true} options=${options}
              onChange=${(/** @type {string} */ value) => setMarks((was) => ({ ...was, [key]: value }))} />
          `
        )}
        <${Text} id="mark-text" label=${w.sign.text} optional=${!poor} value=${marks.text} rows=${2} onInput=${(
          /** @type {string} */ value,
        ) => setMarks((was) => ({ ...was, text: value }))} />
        <p class="note">${w.sign.both}</p>
        ${mayTake(party, 'SEND_BACK') &&
          html`<button type="button" class="button full" onClick=${() =>
            openSheet('SEND_BACK')}>${w.sign.back}</button>`}</div>
    <${SubmitActs} label=${w.sign.submit} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit(input)} />
  `
}
