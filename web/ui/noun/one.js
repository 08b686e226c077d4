/**
 * One of a noun that has no screens of its own: where it stands, what is known of it, what happened, and what may be done.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { isConflict } from '../../core/outbox/conflict.js'
import { edit, remove, restore } from '../../core/outbox/mend.js'
import { operationOf, stagesOf } from '../../core/noun.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { say, sayAll, titleOf, useArrived, useNounNews, waiting } from './reading.js'
import { Frame } from '../parts/frame.js'
import { NounDue, NounFlags, NounState } from './card.js'
import { NounFacts, NounStory } from './facts.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { Stepper } from '../incident/stepper.js'
import { News } from '../parts/strips.js'
import { toast } from '../parts/toast.js'
import { Unsent } from '../outbox/unsent.js'
import { print, printedBy } from '../paper.js'
import { useRead } from '../read.js'
import { openSheet, query, refine } from '../route.js'
import { Changed } from './form.js'
import { NounSteps } from './steps.js'
import { words } from '../words.js'
import { Lost } from '../lost.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */
/** @typedef {import('../../core/types.js').Row} Row */

/** The newer of what was read and what a step's answer said. @param {any} read @param {any} after */
function merged(read, after) {
  return read && after && after.id === read.id && after.version > read.version ? { ...read, ...after } : read
}

/** @param {{ noun: Noun, id: string, own?: import('./page.js').Own }} props */
export function NounOne({ noun, id, own: { Beside } = {} }) {
  const reading = useRead(`${noun.name}:${id}`, operationOf(noun, 'Detail'), { id })
  const [after, setAfter] = useState(/** @type {any} */ (null))
  const news = useNounNews(noun.name, id)
  const row = merged(reading.data?.[noun.field], after)
  const t = words.value
  const again = () => {
    news.clear()
    reading.again()
  }
  const changed = (/** @type {any} */ now) => {
    if (now) setAfter(now)
    again()
  }
  useWanted(noun, row)
  useArrived(noun.name, id, again)
  const sub = reading.fetchedAt && !reading.fresh
    ? t.asOf(stamp(reading.fetchedAt))
    : row?.area?.path ?? say(noun.words)
  const paper = row &&
    html`<button type="button" class="button plain no-print" onClick=${print}>${t.noun.print}</button>`
  return html`<${Frame} title=${
    row ? titleOf(noun, row) : say(noun.words)
  } sub=${sub} back=${`/n/${noun.name}`} action=${paper}>
    <div class="stack">
      <${News} at=${news.at} onShow=${again} />
      ${
    reading.failure && (row || reading.failure.code !== 'NOT_FOUND') &&
    html`<${Trouble} failure=${reading.failure} again=${again} />`
  }
      <${Waiting} noun=${noun} id=${id} row=${row} />
      ${
    row && html`
      <article class="stack">
        <p class="only-print">${printedBy()}</p>
        <div class="row">
          <${NounState} noun=${noun} state=${row.state} />
          <${NounDue} noun=${noun} row=${row} />
          <${NounFlags} noun=${noun} row=${row} />
        </div>
        <${Stepper} stages=${stagesOf(noun, row)} names=${sayAll(noun.states)} />
        ${row[noun.line] && html`<p class="quote lines">${row[noun.line]}</p>`}
        ${Beside && html`<${Beside} row=${row} again=${again} />`}
        <${NounFacts} noun=${noun} row=${row} onChanged=${again} />
        <${NounStory} noun=${noun} row=${row} />
      </article>
    `
  }
      ${
    !row && (reading.waiting
      ? html`<${Bones} again=${again} />`
      : waiting(noun.name, id).length === 0 && !reading.failure && html`<${Lost} />`)
  }
    </div>
    ${row && html`<${NounSteps} noun=${noun} row=${row} onChanged=${changed} />`}
  <//>`
}

/** Opens the form that the address asks for, as a draft's link does. @param {Noun} noun @param {any} row */
function useWanted(noun, row) {
  const [wanted] = useState(() => query.peek().get('do'))
  useEffect(() => {
    if (!row || !wanted || !noun.commands.some(({ step }) => step === wanted)) return
    refine({ do: null })
    openSheet(wanted)
  }, [Boolean(row)])
}

/** What this person did to it that still lies on the phone. @param {{ noun: Noun, id: string, row: any }} props */
function Waiting({ noun, id, row }) {
  const mine = waiting(noun.name, id)
  if (mine.length === 0) return null
  return html`<ul class="cards">${
    mine.map((one) =>
      html`<${Unsent} key=${one.opId} row=${one} extra=${html`<${Overtaken} noun=${noun} waits=${one} row=${row} />`} />`
    )
  }</ul>`
}

/** Somebody was first: what changed, and send again on what is now, or let it go. @param {{ noun: Noun, waits: Row, row: any }} props */
function Overtaken({ noun, waits, row }) {
  const now = row ?? waits.current
  if (waits.state !== 'NEEDS_YOU' || !now || !waits.problems.some(({ code }) => isConflict(code))) return null
  const open = now.allowedSteps.some((/** @type {any} */ one) => one.step === waits.title.step && one.allowed)
  const { noun: t } = words.value
  const again = async () => {
    const { opId: _op, id: _id, sent: _sent, ...input } = waits.input
    const order = {
      ...waits,
      subject: { kind: noun.name, id: now.id },
      input: { ...input, seen: now.version },
      hold: 0,
    }
    if (await edit(waits.opId, { ...order, draft: undefined, title: { ...waits.title, was: now } })) {
      toast({ text: words.peek().f.kept })
    }
  }
  const drop = async () => {
    const gone = await remove(waits.opId)
    if (gone.length) toast({ text: t.dropped, undo: () => void restore(gone.map((one) => one.opId)) }, 10_000)
  }
  return html`<div class="above stack-close">
    <${Changed} noun=${noun} was=${waits.title.was} now=${now} />
    ${!open && html`<p class="why">${t.closed}</p>`}
    <div class="two">${open && html`<button type="button" class="button main" onClick=${again}>${t.resend}</button>`}
      <button type="button" class="button bad" onClick=${drop}>${t.drop}</button></div>
  </div>`
}
