/**
 * One draft: what it changes beside what is, what the simulation found, and the step that is next.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { RuleDraftApprove, RuleDraftDrop, RuleDraftOne, RuleDraftSimulate, RuleProgress } from '../../api/operations.js'
import { act, ask as question } from '../../core/api.js'
import { dayStamp } from '../../core/clockwords.js'
import { uuid7 } from '../../core/ids.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { useRead } from '../read.js'
import { locale, words } from '../words.js'
import { Book } from './book.js'
import { Result } from './result.js'
import { chipOf, rowName, sentence, termsText } from './terms.js'
import { Year } from './year.js'

/** @typedef {NonNullable<import('../../api/operations.js').RuleDraftOneData['ruleDraft']>} Draft */

/** While it is simulated, how far that has come is looked at so often, in ms. */
const LOOK = 1000

/** @param {{ id: string }} props */
export function One({ id }) {
  const { rules: t } = words.value
  const reading = useRead(`rule:${id}`, RuleDraftOne, { id })
  const [later, setLater] = useState(/** @type {Draft | null} */ (null))
  const [busy, setBusy] = useState('')
  const [error, setError] = useState('')
  const [editing, edit] = useState(false)
  const read = reading.data?.ruleDraft ?? null
  const draft = later && (!read || later.version >= read.version) ? later : read
  if (!draft) {
    return reading.failure
      ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
      : reading.fresh
      ? html`<${Trouble} failure=${{ code: 'NOT_FOUND' }} />`
      : html`<${Bones} again=${reading.again} />`
  }
  /** @param {import('../../core/types.js').OperationName} operation @param {string} done @param {{ reason?: string }} [input] */
  const step = async (operation, done, input = {}) => {
    if (busy) return
    setBusy(operation.name)
    setError('')
    try {
      const given = { input: { ...input, id, seen: draft.version, opId: uuid7() } }
      const options = { timeout: 120_000 }
      const payload = /** @type {{ ruleDraft?: Draft, problems: import('./terms.js').Problem[] }} */ (await act(
        operation,
        given,
        options,
      ))
      const [problem] = payload.problems
      if (problem) setError(sentence(problem))
      else if (done) toast({ text: done })
      if (payload.ruleDraft) setLater(payload.ruleDraft)
    } catch (failure) {
      const { code = 'UNKNOWN' } = /** @type {{ code?: string }} */ (failure)
      setError(code === 'NETWORK' ? t.offline : sentence({ code }))
    }
    setBusy('')
    reading.again()
  }
  if (editing) {
    const done = () => {
      edit(false)
      setLater(null)
      reading.again()
    }
    const Form = draft.kind === 'LIMITS' ? Book : Year
    return html`<${Form} keeps=${true} draft=${draft} onDone=${done} />`
  }
  return html`
    <${Head} draft=${draft} />
    ${error && html`<p class="strip warn" role="alert">${error}</p>`}
    <${Acts} draft=${draft} busy=${busy} step=${step} edit=${() => edit(true)} />
    ${draft.kind === 'LIMITS' ? html`<${Lines} draft=${draft} />` : html`<${Days} draft=${draft} />`}
    ${draft.simulation && html`<${Result} found=${draft.simulation} />`}
  `
}

/** @param {{ draft: Draft }} props */
function Head({ draft }) {
  const { rules: t } = words.value
  const day = dayStamp(draft.startsOn, locale.value)
  const told = [
    t.by(draft.madeBy?.name ?? '', stamp(draft.madeAt)),
    draft.simulatedAt && t.simulatedAt(stamp(draft.simulatedAt)),
    draft.approvedAt && t.approvedBy(draft.approvedBy?.name ?? '', stamp(draft.approvedAt)),
    draft.begunAt && t.begunAt(stamp(draft.begunAt)),
    draft.closedAt && t.overAt(stamp(draft.closedAt)),
    draft.whyDropped,
  ].filter(Boolean)
  return html`
    <div class="stack-close">
      <div class="spread"><h2>${t.kinds[draft.kind]}${draft.year ? ` ${t.ofYear(draft.year)}` : ''}</h2><span
          class="chip ${chipOf(draft.state)}">${t.states[draft.state]}</span></div>
      <p>${draft.reason}</p>
      <p><strong>${t.from(day)}</strong></p>
      ${draft.notice &&
        html`<p>${t.source(draft.notice)}${
          draft.provisional ? html`<span class="chip warn">${t.isProvisional}</span>` : ''
        }</p>`}
      <ul>${told.map((one) => html`<li class="note" key=${one}>${one}</li>`)}</ul>
    </div>
  `
}

/** @param {{ draft: Draft, busy: string, step: (operation: import('../../core/types.js').OperationName, done: string, input?: { reason: string }) => Promise<void>, edit: () => void }} props */
function Acts({ draft, busy, step, edit }) {
  const { rules: t } = words.value
  const [dropping, setDropping] = useState(/** @type {string | null} */ (null))
  const may = (/** @type {string} */ name) => draft.allowedSteps.some((one) => one.step === name && one.allowed)
  const own = draft.allowedSteps.some((one) => one.step === 'APPROVE' && one.why === 'TWO_PERSON')
  const approve = async () => {
    const body = t.approveBody(dayStamp(draft.startsOn, locale.value))
    if (await ask({ title: t.approveAsk, body, yes: t.approveYes, no: words.value.cancel })) {
      await step(RuleDraftApprove, t.approved)
    }
  }
  return html`
    ${busy === 'RuleDraftSimulate' && html`<${Progress} id=${draft.id} />`}
    ${own && html`<p class="note">${t.notYours}</p>`}
    <div class="two">
      ${may('APPROVE') && html`
        <button type="button" class="button main" aria-disabled=${Boolean(busy)} onClick=${approve}>${t
          .approve}</button>
      `}
      ${may('SIMULATE') && html`
        <button type="button" class="button ${draft.state === 'DRAFT' ? 'main' : ''}" aria-disabled=${Boolean(busy)}
          onClick=${() => step(RuleDraftSimulate, '')}>${busy === 'RuleDraftSimulate'
            ? t.simulating
            : draft.simulation
            ? t.simulateAgain
            : t.simulate}</button>
      `}
      ${may('EDIT') && html`
        <button type="button" class="button" aria-disabled=${Boolean(busy)} onClick=${edit}>${t.edit}</button>
      `}
      ${may('DROP') && dropping === null && html`
        <button type="button" class="button" aria-disabled=${Boolean(busy)} onClick=${() => setDropping('')}>${t
          .drop}</button>
      `}
    </div>
    ${may('DROP') && dropping !== null && html`
      <form class="card pad stack" novalidate onSubmit=${(/** @type {Event} */ event) => {
        event.preventDefault()
        void step(RuleDraftDrop, t.dropped, { reason: dropping })
      }}>
        <${Text} id="drop" label=${t
          .dropWhy} value=${dropping} onInput=${setDropping} of=${RuleDraftDrop} field="reason" />
        <button type="submit" class="button bad full" aria-disabled=${Boolean(busy)}>${t.drop}</button>
        <button type="button" class="button full" onClick=${() => setDropping(null)}>${words.value.cancel}</button>
      </form>
    `}
  `
}

/** How far a simulation has come. @param {{ id: string }} props */
function Progress({ id }) {
  const { rules: t } = words.value
  const [come, setCome] = useState({ replayed: 0, toReplay: 0 })
  useEffect(() => {
    const look = () => question(RuleProgress, { id }).then(({ ruleDraft }) => ruleDraft && setCome(ruleDraft), () => {})
    const timer = setInterval(look, LOOK)
    return () => clearInterval(timer)
  }, [id])
  const text = come.toReplay ? t.progress(come.replayed, come.toReplay) : t.simulating
  return html`
    <section class="card pad stack-close" role="status">
      <progress max=${Math.max(1, come.toReplay)} value=${come.replayed} aria-label=${text}></progress><p>${text}</p>
    </section>
  `
}

/** @param {{ draft: Draft }} props */
function Lines({ draft }) {
  const { rules: t } = words.value
  return html`
    <h3>${t.changes(draft.changeCount)}</h3>
    <ul class="rulebook">${draft.lines.map((one, at) =>
      html`
        <li key=${at}>
          <div class="what"><strong>${one.rule ? rowName(one.rule) : t.gone}</strong><span class="note">${one.area
            ? t.apartFor(one.area.name)
            : one.rule?.area?.name ?? ''}</span></div>
          <div><span class="note">${t.was}</span> <s>${termsText(one.was)}</s></div>
          <div><span class="note">${t.becomes}</span> <strong>${termsText(one.becomes)}</strong></div>
        </li>
      `
    )}</ul>
  `
}

/** @param {{ draft: Draft }} props */
function Days({ draft }) {
  const { rules: t } = words.value
  const kind = { HOLIDAY: t.legend.holiday, WORKDAY: t.legend.work }
  return html`
    <h3>${t.daysChanged(draft.changeCount)}</h3>
    <ul class="rulebook">${draft.days.map((one) =>
      html`
        <li key=${one.day}>
          <div class="what"><strong>${dayStamp(one.day, locale.value)}</strong></div>
          <div><s>${kind[one.was]}</s> → <strong>${kind[one.becomes]}</strong></div>
        </li>
      `
    )}</ul>
  `
}
