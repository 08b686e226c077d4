/**
 * Filing conditions and stages with their limits, as they are; whoever keeps them changes some and saves a draft.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { AreasUnder, RuleBook, RuleLineInputBetween } from '../../api/operations.js'
import { html } from '../html.js'
import { Amount } from '../parts/amount.js'
import { Pick, Text } from '../parts/fields.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { useRead } from '../read.js'
import { words } from '../words.js'
import { Saving, tomorrow } from './saving.js'
import { keyOf, limitText, rowName, termsText } from './terms.js'

/** @typedef {import('./terms.js').Row} Row */
/** @typedef {import('./terms.js').Terms} Terms */
/** @typedef {{ kind: string, amount: string, apart: string, severity: string, evidence: string, checkPolicy: string }} Typed */

/** Digits of a district's code. */
const DISTRICT = 6
/** @type {readonly [number, number]} Workdays of a limit. */
const WORKDAYS = [1, 90]
/** Rows that are shown before somebody searches. */
const FIRST = 40

/**
 * @param {{ keeps: boolean, draft?: NonNullable<import('../../api/operations.js').RuleDraftOneData['ruleDraft']>, onDone?: () => void }} props
 */
export function Book({ keeps, draft, onDone }) {
  const { rules: t } = words.value
  const reading = useRead('rule-book', RuleBook, {})
  const [sought, seek] = useState('')
  const [said, setSaid] = useState({ reason: draft?.reason ?? '', startsOn: draft?.startsOn ?? tomorrow() })
  const [typed, setTyped] = useState(
    /** @type {Record<string, Typed>} */ (Object.fromEntries(
      (draft?.lines ?? []).filter((one) => one.rule).map((
        one,
      ) => [keyOf(/** @type {Row} */ (one.rule)), typedOf(one.becomes, one.area?.code)]),
    )),
  )
  const book = reading.data?.ruleBook
  if (!book) {
    return reading.failure
      ? html`<${Trouble} failure=${reading.failure} again=${reading.again} />`
      : html`<${Bones} again=${reading.again} />`
  }
  const all = [...book.stages, ...book.conditions]
  const changed = all.filter((row) => typed[keyOf(row)])
  const set = (/** @type {Row} */ row, /** @type {Typed | null} */ now) => {
    const { [keyOf(row)]: _, ...rest } = typed
    setTyped(now ? { ...rest, [keyOf(row)]: now } : rest)
  }
  const found = book.conditions.filter((row) => holds(row, sought))
  const input = {
    ...(draft ? {} : { kind: 'LIMITS' }),
    lines: changed.map((row) => lineOf(row, /** @type {Typed} */ (typed[keyOf(row)]))),
  }
  const table = (/** @type {Row[]} */ rows, /** @type {string} */ label) =>
    html`<${Rows} rows=${rows} label=${label} keeps=${keeps} typed=${typed} set=${set} />`
  return html`
    <h2>${t.conditions}</h2>
    <${Text} id="sought" label=${t.search} value=${sought} onInput=${seek} more=${{ autocomplete: 'off' }} />
    ${found.length === 0 ? html`<p role="status">${t.noRows}</p>` : table(found.slice(0, FIRST), t.conditions)}
    ${found.length > FIRST && html`<p class="note" role="status">${t.shown(FIRST, found.length)}</p>`}
    <h2>${t.stages}</h2>
    ${table(book.stages, t.stages)}
    ${keeps && html`
      <${Saving} draft=${draft} said=${said} onSaid=${setSaid} input=${input} ready=${changed.length > 0}
        onDone=${onDone}>
        <h2>${changed.length > 0 ? t.edited(changed.length) : t.nothingYet}</h2>
        <ul>${changed.map((row) =>
          html`<li key=${keyOf(row)}>${rowName(row)}：${limitText(row.terms.limit)} → <strong>${
            limitText(limitOf(/** @type {Typed} */ (typed[keyOf(row)])))
          }</strong></li>`
        )}</ul>
        <//>
    `}
  `
}

/** @param {Row} row @param {string} sought */
function holds(row, sought) {
  const of = row.incidentClass
  const text = [of?.code, of?.name, of?.nameEn, row.text, row.textEn, row.area?.name].join(' ').toLowerCase()
  return sought.toLowerCase().split(/\s+/).every((word) => text.includes(word))
}

/** @param {Terms} terms @param {string} [apart] a street for which it is set apart @returns {Typed} */
function typedOf(terms, apart = '') {
  return {
    kind: terms.limit.kind,
    apart,
    amount: String(terms.limit.amount),
    severity: String(terms.severity ?? ''),
    evidence: terms.evidence ?? '',
    checkPolicy: terms.checkPolicy ?? '',
  }
}

/** @param {Typed} now */
const limitOf = (now) => ({ kind: now.kind, amount: Math.trunc(Number(now.amount)) || 0 })

/** What is sent of a row. @param {Row} row @param {Typed} now */
function lineOf(row, now) {
  const { kind, amount } = limitOf(now)
  const limit = { limitKind: kind, limitAmount: amount }
  if (row.stage) return { stage: row.stage, urgent: row.urgent, ...limit }
  return {
    condition: row.condition,
    area: now.apart || null,
    ...limit,
    severity: Number(now.severity) || null,
    evidence: now.evidence || null,
    checkPolicy: now.checkPolicy || null,
  }
}

/** @param {{ rows: Row[], label: string, keeps: boolean, typed: Record<string, Typed>, set: (row: Row, now: Typed | null) => void }} props */
function Rows({ rows, label, keeps, typed, set }) {
  const { rules: t } = words.value
  return html`
    <ul class="rulebook" aria-label=${label}>${rows.map((row) => {
      const now = typed[keyOf(row)]
      return html`
        <li key=${keyOf(row)}>
          <div class="what"><strong>${rowName(row)}</strong><span class="note">${row.area?.name ?? ''}</span></div>
          <div class="figures">${termsText(row.terms)}</div>
          ${keeps && html`
            <button type="button" class="button" aria-expanded=${Boolean(now)}
              onClick=${() => set(row, now ? null : typedOf(row.terms))}>${now ? t.undo : t.change}<span
                class="unseen"> ${rowName(row)} ${row.area?.name ?? ''}</span></button>
          `}
          ${now && html`<${Change} row=${row} now=${now} set=${(/** @type {Typed} */ one) => set(row, one)} />`}
        </li>
      `
    })}</ul>
  `
}

/** What becomes of a row. @param {{ row: Row, now: Typed, set: (now: Typed) => void }} props */
function Change({ row, now, set }) {
  const { rules: t, severity } = words.value
  const key = keyOf(row).replaceAll(' ', '-')
  const some = (/** @type {Partial<Typed>} */ part) => set({ ...now, ...part })
  const options = (/** @type {Record<string, string>} */ from) =>
    Object.entries(from).map(([value, label]) => ({ value, label }))
  return html`
    <fieldset class="change">
      <legend class="unseen">${t.changeOf(rowName(row))}</legend>
      <${Pick} id=${`kind-${key}`} label=${t.kind} value=${now.kind} options=${options(t.limitKinds)}
        onChange=${(/** @type {string} */ kind) => some({ kind })} />
      <${Amount} id=${`amount-${key}`} label=${t.amount} value=${now.amount} hint=${limitText(limitOf(now))}
        bound=${now.kind === 'WD' ? WORKDAYS : RuleLineInputBetween.limitAmount}
        onInput=${(/** @type {string} */ amount) => some({ amount })} />
      ${row.area?.code.length === DISTRICT && html`
        <${Apart} id=${`apart-${key}`} under=${row.area.code} value=${now.apart}
          onChange=${(/** @type {string} */ apart) => some({ apart })} />
      `}
      ${row.condition && html`
        <${Pick} id=${`severity-${key}`} label=${t.severity} value=${now.severity}
          options=${options(severity)} onChange=${(/** @type {string} */ one) => some({ severity: one })} />
        <${Pick} id=${`evidence-${key}`} label=${t.evidence} value=${now.evidence}
          options=${[...(row.terms.evidence ? [] : [{ value: '', label: t.asClass }]), ...options(t.evidences)]}
          onChange=${(/** @type {string} */ evidence) => some({ evidence })} />
        <${Pick} id=${`check-${key}`} label=${t.check} value=${now.checkPolicy}
          options=${[...(row.terms.checkPolicy ? [] : [{ value: '', label: t.asClass }]), ...options(t.checks)]}
          onChange=${(/** @type {string} */ checkPolicy) => some({ checkPolicy })} />
      `}
    </fieldset>
  `
}

/** For the whole district, or set apart for one of its streets. @param {{ id: string, under: string, value: string, onChange: (code: string) => void }} props */
function Apart({ id, under, value, onChange }) {
  const { rules: t } = words.value
  const { data } = useRead(`areas:${under}:STREET`, AreasUnder, { under, level: 'STREET' }, { maxAge: 3600_000 })
  const streets = (data?.areas.nodes ?? []).map((one) => ({ value: one.code, label: t.apartFor(one.name) }))
  return html`
    <${Pick} id=${id} label=${t.where} value=${value} onChange=${onChange}
      options=${[{ value: '', label: t.everywhere }, ...streets]} />
  `
}
