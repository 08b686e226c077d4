/**
 * Looking up by the code: where it stands, the answer, and the steps that are the writer's.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { ComplaintAccept, ComplaintAskAgain, ComplaintWithdraw, MyComplaints } from '../../api/operations.js'
import { dayStamp } from '../../core/clockwords.js'
import { ALPHABET, askUnder, isCode, LENGTH, spaced, tidy } from '../../core/code.js'
import { uuid7 } from '../../core/ids.js'
import { keepLetter, letters, onLetters } from '../../core/letters.js'
import { now, stamp } from '../clock.js'
import { html } from '../html.js'
import { Text } from '../parts/fields.js'
import { ask } from '../parts/sheet.js'
import { Summary } from '../parts/summary.js'
import { toast } from '../parts/toast.js'
import { query, refine } from '../route.js'
import { locale, words } from '../words.js'
import { tooShort } from './form.js'
import { look, toldHere } from './slip.js'

/** @param {{ kept: import('../../core/letters.js').Letter[] }} props `kept`: what was written on this phone */
export function Look({ kept }) {
  const code = tidy(query.value.get('look') ?? '')
  return isCode(code)
    ? html`<${Under} key=${code} code=${code} />`
    : html`<${Ask} kept=${kept.filter((one) => one.state === 'DELIVERED')} />`
}

/** @param {{ kept: import('../../core/letters.js').Letter[] }} props */
function Ask({ kept }) {
  const [typed, setTyped] = useState('')
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}))
  const { complaint: t, problem } = words.value
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    const wrong = wrongIn(tidy(typed))
    setErrors(wrong ? { code: wrong } : {})
    if (!wrong) look(tidy(typed))
  }
  return html`
    <form class="stack no-print" onSubmit=${submit} novalidate>
      <${Summary} errors=${errors} words=${problem.INVALID} />
      <${Text} id="code" label=${t.codeLabel} hint=${t.codeHint} value=${typed} onInput=${setTyped} error=${errors.code}
        more=${{
          autocapitalize: 'characters',
          autocomplete: 'off',
          spellcheck: false,
          class: 'code-input',
          maxlength: 24,
        }} />
      <button type="submit" class="button main tall full">${t.find}</button>
      ${kept.length > 0 && html`<h2>${t.here}</h2>`}
      ${kept.map((one) =>
        html`
          <button type="button" key=${one.opId} class="button full"
            onClick=${() => look(one.code)}>${t
              .kind[/** @type {'COMPLAINT'} */ (one.kind)]} · ${spaced(one.code)} · ${stamp(one.createdAt)}</button>
        `
      )}
    </form>
  `
}

/** @param {string} code tidied */
function wrongIn(code) {
  const { complaint: t } = words.value
  const strange = [...new Set([...code].filter((letter) => !ALPHABET.includes(letter)))]
  if (!code) return t.need.code
  if (strange.length) return t.codeLetters(strange.join(' '))
  return code.length === LENGTH ? '' : t.codeShort(code.length)
}

/** All that stands under a code. @param {{ code: string }} props */
function Under({ code }) {
  const [found, setFound] = useState(/** @type {any[] | null} */ (null))
  const [trouble, setTrouble] = useState('')
  const [waiting, setWaiting] = useState(/** @type {string[]} */ ([]))
  const { complaint: t, retry } = words.value
  const read = () => {
    setTrouble('')
    askUnder(code, MyComplaints, {}).then(({ complaints }) => setFound(complaints.nodes), (failure) => {
      const minutes = Math.ceil((failure.retryAfter ?? 60_000) / 60_000)
      const waits = failure.code === 'LIMITED' || failure.code === 'BUSY'
      setTrouble(waits && failure.retryAfter ? t.wait(t.minutes(minutes)) : toldHere(failure))
    })
  }
  const unsent = () =>
    void letters().then((all) => {
      setWaiting(all.filter((one) => one.waiting && one.code === code).map((one) => one.id))
      read()
    })
  useEffect(() => {
    unsent()
    return onLetters(unsent)
  }, [code])
  return html`
    <section class="stack" aria-live="polite">
      <p class="spread no-print"><strong class="figures">${spaced(code)}</strong>
        <button type="button" class="button plain" onClick=${() => refine({ look: '1' })}>${t.other}</button></p>
      ${trouble
        ? html`
          <div class="strip bad" role="alert">
            <p>${trouble}</p>
          </div>
          <button type="button" class="button full" onClick=${read}>${retry}</button>
        `
        : !found && html`<p class="note">${t.finding}</p>`}
      ${(found ?? []).map((one) =>
        html`
          <${One} key=${one.id} one=${one} code=${code} waits=${waiting.includes(one.id)} onChange=${read} />
        `
      )}
    </section>
  `
}

/** @param {{ one: any, code: string, waits: boolean, onChange: () => void }} props */
function One({ one, code, waits, onChange }) {
  const { complaint: t, problem } = words.value
  const tone = { RECEIVED: 'primary', ANSWERED: 'ok', CLOSED: 'ok', WITHDRAWN: 'wait' }
  const overdue = one.state === 'RECEIVED' && Date.parse(one.dueAt) < now.value
  const about = one.aboutUnit?.name ?? t.about[/** @type {'OTHER'} */ (one.about)]
  return html`
    <article class="card pad slip">
      <p class="spread"><strong>${t.kind[/** @type {'COMPLAINT'} */ (one.kind)]}</strong>
        <span class="chip ${tone[/** @type {'CLOSED'} */ (one.state)]}">${t
          .state[/** @type {'CLOSED'} */ (one.state)]}</span></p>
      <p class="note">${one.area.path} · ${about} · ${t.received(stamp(one.receivedAt))}</p>
      ${one.state === 'RECEIVED' && html`<p>${overdue ? t.late : t.due(dayStamp(one.dueAt, locale.value))}</p>`}
      ${one.state === 'WITHDRAWN' && html`<p>${t.gone}</p>`}
      ${said(t.mine, one.text)}
      ${one.photos.length > 0 && html`<p class="note">${t.photoCount(one.photos.length)}</p>`}
      ${one.files.length > 0 && html`<p class="note">${t.fileCount(one.files.length)}</p>`}
      ${said(t.answer, one.answer)} ${said(t.againSaid, one.again)} ${said(t.answerAgain, one.secondAnswer)}
      ${one.state === 'ANSWERED' && html`<p class="note">${t.stands}</p>`}
      ${waits
        ? html`<p class="chip">${t.kept}</p>`
        : html`<${Steps} one=${one} code=${code} onChange=${onChange} problem=${problem} />`}
    </article>
  `
}

/** @param {string} label @param {string} text */
function said(label, text) {
  return text && html`
    <div>
      <p class="label">${label}</p>
      <p class="quote">${text}</p>
    </div>
  `
}

/** @param {{ one: any, code: string, onChange: () => void, problem: any }} props */
function Steps({ one, code, onChange, problem }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [errors, setErrors] = useState(/** @type {Record<string, string>} */ ({}))
  const [busy, setBusy] = useState(false)
  const [opIds] = useState(/** @type {Record<string, string>} */ ({}))
  const { complaint: t } = words.value
  const may = (/** @type {string} */ step) =>
    one.allowedSteps.some((/** @type {any} */ { step: its, allowed }) => its === step && allowed)
  const take = async (/** @type {any} */ operation, /** @type {string} */ done) => {
    if (busy) return
    setBusy(true)
    setErrors({})
    try {
      const opId = (opIds[operation.name] ??= uuid7()) // a lost answer: the same again is the same
      const told = Object.values(await askUnder(code, operation, { input: { opId, id: one.id, seen: one.version } }))[0]
      const [refused] = told.problems
      if (refused) setErrors({ step: toldHere(refused) })
      else toast({ text: done })
      onChange()
    } catch (failure) {
      setErrors({ step: toldHere(/** @type {any} */ (failure)) })
    }
    setBusy(false)
  }
  const withdraw = async () => {
    const sure = { title: t.withdrawTitle, body: t.withdrawBody, yes: t.withdrawYes, no: t.withdrawNo, bad: true }
    if (await ask(sure)) await take(ComplaintWithdraw, t.done.withdraw)
  }
  const again = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const short = tooShort(text)
    setErrors(short ? { again: t.need.again } : {})
    if (short) return
    const input = { id: one.id, seen: one.version, text: text.trim() }
    await keepLetter({ operation: ComplaintAskAgain, input, kind: one.kind, code }).then(
      () => toast({ text: t.kept }),
      (error) => setErrors({ again: toldHere(error) }),
    )
  }
  return html`
    <div class="stack no-print">
      ${errors.step && html`<p class="error" role="alert">${errors.step}</p>`}
      ${may('ACCEPT') && html`
        <button type="button" class="button full" aria-disabled=${busy}
          onClick=${() => take(ComplaintAccept, t.done.accept)}>${busy ? t.busy : t.accept}</button>
      `}
      ${may('ASK_AGAIN') && !open && html`
        <button type="button" class="button full" onClick=${() => setOpen(true)}>${t.again}</button>
      `}
      ${may('ASK_AGAIN') && open && html`
        <form class="stack" onSubmit=${again} novalidate>
          <${Summary} errors=${errors.again ? { again: errors.again } : {}} words=${problem.INVALID} />
          <${Text} id="again" label=${t.againLegend} hint=${t.againHint} rows=${4} value=${text} onInput=${setText}
            error=${errors.again} of=${ComplaintAskAgain} field="text" />
          <button type="submit" class="button main full">${t.againSend}</button>
        </form>
      `}
      ${may('WITHDRAW') && html`
        <button type="button" class="button full bad" aria-disabled=${busy} onClick=${withdraw}>${t.withdraw}</button>
      `}
    </div>
  `
}
