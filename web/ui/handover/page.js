/**
 * 交接班: what one desk leaves to the next (late, promised, and a note), on paper too; another person takes over.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { HandoverConfirm, HandoverDesk, HandoverWrite } from '../../api/operations.js'
import { Time } from '../clock.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { toast } from '../parts/toast.js'
import { print, printedBy } from '../paper.js'
import { totalOf, useRead } from '../read.js'
import { Problems, SubmitActs, unanswered, useSend } from '../parts/act.js'
import { words } from '../words.js'

export function Page() {
  const area = post.value?.area.code ?? ''
  const { desk } = words.value
  const reading = useRead(area && `handover:${area}`, HandoverDesk, {
    area,
    late: { area, open: true, lights: ['RED'] },
    promised: { area, promised: true },
  })
  const { data } = reading
  return html`
    <${Frame} title=${desk.handover} back="/desk" action=${html`
      <button type="button" class="button plain no-print"
        onClick=${print}>${desk.print}</button>
    `}>
      <div class="stack">
        <p class="note">${printedBy()}</p>
        ${reading.failure && html`<${Trouble} failure=${reading.failure} again=${reading.again} />`}
        ${!data && reading.waiting && html`<${Bones} again=${reading.again} />`}
        ${data && html`
          <${Past} handovers=${data.handovers.nodes} onDone=${reading.again} />
          <${Write} area=${area} onDone=${reading.again} />
          <${Rows} title=${desk.chips.late} page=${data.late} />
          <${Rows} title=${desk.promised} page=${data.promised} />
        `}
      </div>
      <//>
  `
}

/** @param {{ title: string, page: any }} props */
function Rows({ title, page }) {
  return html`
    <h2>${title} ${totalOf(page)?.count}</h2>
    ${page.nodes.length === 0 && html`<${Empty} text=${words.value.list.none} />`}
    <ul class="cards">${page.nodes.map((/** @type {any} */ one) =>
      html`<${IncidentCard} key=${one.id} incident=${one} />`
    )}</ul>
  `
}

/** @param {{ area: string, onDone: () => void }} props */
function Write({ area, onDone }) {
  const [note, setNote] = useState('')
  const { busy, problems, send } = useSend(HandoverWrite)
  const { desk } = words.value
  const write = async () => {
    const payload = await send({ area, note: note.trim() || null })
    if (!payload || payload.problems.length > 0) return
    setNote('')
    toast({ text: desk.handedOver })
    onDone()
  }
  return html`
    <section class="card pad no-print">
      <h2>${desk.handoverWrite}</h2>
      <${Problems} problems=${problems} />
      <${Text} id="note" of=${HandoverWrite} field="note" label=${desk.handoverNote} hint=${desk
        .handoverHint} optional=${true}
        value=${note} rows=${4}
        onInput=${setNote} />
      <${SubmitActs} label=${desk.handoverSend} busy=${busy} again=${unanswered(problems)} onSubmit=${write} />
    </section>
  `
}

/** The last ones; the first that nobody took over leads. @param {{ handovers: any[], onDone: () => void }} props */
function Past({ handovers, onDone }) {
  if (handovers.length === 0) return null
  return html`<ul class="cards">${
    handovers.slice(0, 3).map((one) => html`<${One} key=${one.id} handover=${one} onDone=${onDone} />`)
  }</ul>`
}

/** @param {{ handover: any, onDone: () => void }} props */
function One({ handover, onDone }) {
  const { busy, problems, send } = useSend(HandoverConfirm)
  const { desk, join, submitting } = words.value
  const confirm = async () => {
    const payload = await send({ id: handover.id })
    if (payload) onDone()
  }
  const numbers = desk.handoverNumbers(handover.openCount, handover.lateCount, handover.promisedCount)
  return html`<li class="card pad">
    <p class="note">${handover.writtenBy?.name ?? ''} <${Time} at=${handover.writtenAt} />${join}${numbers}</p>
    ${handover.note && html`<p class="quote">${handover.note}</p>`}
    <${Problems} problems=${problems} />
    ${
    handover.confirmedAt
      ? html`<p>✓ ${desk.takenOver(handover.confirmedBy?.name ?? '')} <${Time} at=${handover.confirmedAt} /></p>`
      : handover.mayConfirm
      ? html`
        <button type="button" class="button main full no-print" aria-disabled=${busy}
          onClick=${confirm}>${busy ? submitting : desk.takeOver}</button>
      `
      : html`<p class="note">${desk.notTakenOver}</p>`
  }</li>`
}
