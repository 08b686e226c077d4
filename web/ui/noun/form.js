/**
 * The form of a command, made of its declared fields. What is typed survives a closed sheet and a killed browser; what may
 * wait is kept on the phone, all else waits for the server. Who was overtaken sees what changed, and sends again.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { isConflict } from '../../core/outbox/conflict.js'
import { dropDraft } from '../../core/outbox/drafts.js'
import { uuid7 } from '../../core/ids.js'
import { blankOf, changedIn, heldIn, inputOf, isHeld, wrongOf } from '../../core/noun.js'
import { undo } from '../../core/outbox/outbox.js'
import { useDraft } from '../draft.js'
import { holdTime } from '../here.js'
import { html } from '../html.js'
import { keepOrder } from '../keep.js'
import { didIt, say, textOf, titleOf } from './reading.js'
import { NounField, wrongWords } from './field.js'
import { Summary } from '../parts/summary.js'
import { toast } from '../parts/toast.js'
import { openSheet } from '../route.js'
import { useSettled } from '../shrinking.js'
import { said, toldOf, words } from '../words.js'
import { Problems, SubmitActs, unanswered, useSend } from '../parts/act.js'

/** Characters by which one that is still on the phone is told from others. */
const TOLD = 24

/** @typedef {import('../../core/noun.js').Noun} Noun */
/** @typedef {import('../../core/noun.js').Command} Command */

/**
 * @param {{ noun: Noun, command: Command, row: any, about?: string, onDone: (after: any) => void, onStale: (after: any) => void }} props `row`: null for a new one; `about`: on whose page it begins, by its id
 */
export function NounForm({ noun, command, row, about = '', onDone, onStale }) {
  const [was] = useState(row) // as it was when the form was opened
  const [showing, show] = useState(false)
  const link = row ? `/n/${noun.name}/${row.id}` : `/n/${noun.name}`
  const title = row ? titleOf(noun, row) : say(noun.words)
  const draft = `noun:${noun.name}/${row?.id ?? (about || 'new')}/${command.name}`
  const told = { kind: say(command.words), href: `${link}?do=${command.step}`, title: row ? title : '', facts: '' }
  const [answers, change, , latest] = useDraft(draft, blankOf(command), { told })
  const { busy, problems, send } = useSend(noun.operations[command.name])
  const photosThere = useSettled()
  const own = new Set(command.fields.map(({ key }) => key))
  const wrong = showing ? wrongOf(command, answers) : {}
  const refused = problems.filter(({ field }) => field && own.has(field))
  const errors = Object.fromEntries([
    ...refused.map(({ field, code, message }) => [field, code === 'TAKEN' ? message : said(code)]), // how much is left
    ...Object.entries(wrong).map(([key, one]) => [key, wrongWords(one)]),
  ])
  const keep = async () => {
    if (!(await photosThere())) return
    const order = orderOf({ noun, command, row: row ?? { id: uuid7() }, answers: latest.current, title, link, draft })
    const saved = await keepOrder(order).catch((error) => void toast({ text: toldOf(error) }))
    if (!saved) return
    const back = async () => {
      if (await undo(saved.opId)) openSheet(command.step)
    }
    onDone(null)
    toast({ text: words.peek().f.kept, undo: back }, holdTime())
  }
  const submit = async () => {
    show(true)
    if (Object.keys(wrongOf(command, latest.current)).length) return
    if (command.offline) return keep()
    const on = row ? { id: row.id, seen: row.version } : { id: uuid7() }
    const named = command.about ? { [command.about]: about } : {}
    const payload = await send({ ...inputOf(command, latest.current), ...on, ...named })
    if (!payload) return
    const after = payload[noun.field]
    if (payload.problems.some((/** @type {any} */ { code }) => isConflict(code))) return onStale(after)
    if (payload.problems.some((/** @type {{ code: string }} */ { code }) => code === 'TAKEN')) onStale(null)
    if (payload.problems.length) return
    didIt(on.id)
    void dropDraft(draft)
    onDone(after)
    toast({ text: words.peek().f.done })
  }
  const closed = row && noun.steps[command.step] &&
    !row.allowedSteps.some((/** @type {any} */ one) => one.step === command.step && one.allowed)
  return html`
    <${Problems} problems=${problems.filter((one) => !refused.includes(one))} />
    ${row && was.version !== row.version && html`<${Changed} noun=${noun} was=${was} now=${row} />`}
    ${row?.[noun.line] && html`<p class="quote lines clamp">${row[noun.line]}</p>`}
    <${Summary} words=${words.value.problem.INVALID} errors=${prefixed(command, errors)} />
    ${command.fields.map((field) =>
      html`
        <${NounField} key=${field
          .key} field=${field} value=${answers[field.key]} error=${errors[field.key]} area=${row?.area?.code ??
          null} row=${row}
          onChange=${(/** @type {any} */ value) =>
            change((now) => ({ [field.key]: typeof value === 'function' ? value(now[field.key]) : value }))} />
      `
    )}
    ${command.fields.length === 0 && html`<p>${words.value.noun.sure(title)}</p>`}
    <${SubmitActs} kept=${command.offline} label=${say(
      noun.steps[command.step] ?? command.words,
    )} busy=${busy} off=${closed ? said('STEP_CLOSED') : ''} again=${unanswered(problems)}
      onSubmit=${submit} />
  `
}

/** Each error with its field's name, by the id of the control. @param {Command} command @param {Record<string, string>} errors */
function prefixed(command, errors) {
  const t = words.value.noun
  const fields = command.fields.filter(({ key }) => errors[key])
  return Object.fromEntries(
    fields.map((
      { key, kind, words },
    ) => [isHeld(kind) ? kind : `f-${key}`, t.of(say(words), String(errors[key]))]),
  )
}

/**
 * What a command becomes in the outbox.
 * @param {{ noun: Noun, command: Command, row: any, answers: any, title: string, link: string, draft: string }} given
 * @returns {import('../../core/types.js').Order}
 */
function orderOf({ noun, command, row, answers, title, link, draft }) {
  const { events: _events, allowedSteps: _steps, ...was } = row
  return {
    operation: noun.operations[command.name],
    subject: { kind: noun.name, id: row.id },
    input: { ...inputOf(command, answers), ...(command.begins ? {} : { seen: row.version }) },
    photos: heldIn(answers),
    title: {
      verb: say(noun.steps[command.step] ?? command.words),
      className: command.begins ? '' : title,
      place: row.area?.name ?? String(answers[noun.line] ?? '').slice(0, TOLD),
      link: command.begins ? `/n/${noun.name}/${row.id}` : link,
      step: command.step,
      form: `${link}?do=${command.step}`,
      fields: Object.fromEntries(command.fields.map(({ key, words }) => [key, say(words)])),
      was,
    },
    form: answers,
    hold: holdTime(),
    draft,
  }
}

/** What others changed meanwhile. @param {{ noun: Noun, was: any, now: any }} props */
export function Changed({ noun, was, now }) {
  const t = words.value.noun
  const column = (/** @type {string} */ key) => noun.columns.find((one) => one.key === key)
  return html`
    <div class="strip warn" role="status">
      <div><strong>${t.overtaken}</strong>
        <dl class="facts">${changedIn(noun, was, now).map(({ key, was, now }) =>
          html`
            <dt>${key === 'state' ? t.state : say(column(key)?.words)}</dt>
            <dd>${textOf(noun, column(key), was) || t.nothing} → ${textOf(noun, column(key), now) || t.nothing}</dd>
          `
        )}</dl></div>
    </div>
  `
}
