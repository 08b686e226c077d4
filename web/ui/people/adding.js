/**
 * A person with a first post, and one post more: by role, place and days.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import { AreasUnder, PersonAdd, PersonAddPost, UnitsOf } from '../../api/operations.js'
import { uuid7 } from '../../core/ids.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { Pick, Text } from '../parts/fields.js'
import { toast } from '../parts/toast.js'
import { useRead } from '../read.js'
import { words } from '../words.js'
import { sentence, useAct } from './asking.js'

/** How far down a role's place lies: digits of its code. */
const DIGITS = /** @type {Record<string, number>} */ ({
  GRID_WORKER: 15,
  COMMUNITY: 12,
  VOLUNTEER: 12,
  STREET_INTAKE: 9,
  STREET_DISPATCH: 9,
  STREET_HEAD: 9,
})
const IN_UNITS = new Set(['DEPT_HANDLER', 'DEPT_DUTY', 'ENTERPRISE_LIAISON'])
/** Whom another administrator neither makes nor invites. */
export const ADMINISTRATORS = new Set(['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'])
const NONE = { role: '', places: ['', '', ''], unit: '', startsOn: '', endsOn: '' }

/** @typedef {typeof NONE} Draft */

/** A form for somebody new. @param {{ onDone: () => void }} props */
export function Adding({ onDone }) {
  const [draft, setDraft] = useState({ ...NONE, name: '', login: '' })
  const { busy, problems, send } = useAct(onDone)
  const id = useRef(uuid7()) // sent twice it is added once
  const { people: t } = words.value
  const set = (/** @type {Partial<typeof draft>} */ some) => setDraft({ ...draft, ...some })
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const { name, login } = draft
    if (!await send(PersonAdd, { id: id.current, name, login, ...placed(draft) })) return
    id.current = uuid7()
    setDraft({ ...NONE, name: '', login: '' })
    toast({ text: t.added })
  }
  return html`
    <details class="card pad no-print">
      <summary>${t.add}</summary>
      <form class="stack" onSubmit=${submit} novalidate>
        <${Text} id="name" label=${t.name} value=${draft.name} onInput=${(/** @type {string} */ name) =>
          set({ name })} error=${wrong(problems, 'name')} of=${PersonAdd}
          field="name" more=${{ autocomplete: 'off' }} />
        <${Text} id="login" label=${t.login} hint=${t.loginHint} value=${draft.login} error=${wrong(problems, 'login')}
          of=${PersonAdd} field="login"
          onInput=${(/** @type {string} */ login) => set({ login })}
          more=${{ autocapitalize: 'none', spellcheck: false, autocomplete: 'off' }} />
        <${Place} id="new" draft=${draft} set=${set} problems=${problems} />
        <button type="submit" class="button main full" aria-disabled=${busy}>${t.save}</button>
      </form>
    </details>
  `
}

/** A form for one post more. @param {{ one: { id: string }, again: () => void }} props */
export function Posting({ one, again }) {
  const [draft, setDraft] = useState(NONE)
  const { busy, problems, send } = useAct(again)
  const id = useRef(uuid7())
  const { people: t } = words.value
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    if (!await send(PersonAddPost, { id: id.current, personId: one.id, ...placed(draft) })) return
    id.current = uuid7()
    setDraft(NONE)
    toast({ text: t.done })
  }
  return html`
    <details>
      <summary>${t.post}</summary>
      <form class="stack" onSubmit=${submit} novalidate>
        <${Place} id=${one.id} draft=${draft} set=${(/** @type {Partial<Draft>} */ some) =>
          setDraft({ ...draft, ...some })} problems=${problems} />
        <button type="submit" class="button full" aria-disabled=${busy}>${t.save}</button>
      </form>
    </details>
  `
}

/** @param {Draft} draft as the server wants it; what is not said is refused there, in words */
function placed({ role, places, unit, startsOn, endsOn }) {
  const here = post.peek()?.area.code ?? ''
  const area = places.filter(Boolean).at(-1) ?? here
  return { role: role || 'GRID_WORKER', area, unitId: unit || null, startsOn: startsOn || null, endsOn: endsOn || null }
}

/** @param {import('./asking.js').Wrong[]} problems @param {string} field */
function wrong(problems, field) {
  const found = problems.find((one) => one.field === field)
  return found && sentence(found)
}

/** @param {{ id: string, draft: Draft, set: (some: Partial<Draft>) => void, problems: import('./asking.js').Wrong[] }} props */
function Place({ id, draft, set, problems }) {
  const { people: t, role: roles } = words.value
  const options = Object.entries(roles).filter(([value]) => !ADMINISTRATORS.has(value)).map(([value, label]) => ({
    value,
    label,
  }))
  const deep = DIGITS[draft.role] ?? 6
  return html`
    <${Pick} id="${id}-role" label=${t.role} value=${draft.role} error=${wrong(problems, 'role')}
      options=${[{ value: '', label: t.pick }, ...options]}
      onChange=${(/** @type {string} */ role) => set({ role, places: ['', '', ''], unit: '' })} />
    ${deep >= 9 && html`
      <${Below} id="${id}-street" label=${t.street} level="STREET" under=${post.value?.area.code ?? ''}
        value=${draft.places[0]} onChange=${(/** @type {string} */ code) => set({ places: [code, '', ''] })} />
    `}
    ${deep >= 12 && draft.places[0] && html`
      <${Below} id="${id}-community" label=${t.community} level="COMMUNITY"
        under=${draft.places[0]} value=${draft.places[1]}
        onChange=${(/** @type {string} */ code) => set({ places: [draft.places[0] ?? '', code, ''] })} />
    `}
    ${deep >= 15 && draft.places[1] && html`
      <${Below} id="${id}-grid" label=${t.grid} level="GRID" under=${draft.places[1]}
        value=${draft.places[2]}
        onChange=${(/** @type {string} */ code) =>
          set({ places: [draft.places[0] ?? '', draft.places[1] ?? '', code] })} />
    `}
    ${IN_UNITS.has(draft.role) && html`
      <${Unit} id="${id}-unit" value=${draft.unit} error=${wrong(problems, 'unit')}
        onChange=${(/** @type {string} */ unit) => set({ unit })} />
    `}
      <${Text} id="${id}-from" type="date" label=${t.starts} hint=${t.startsHint} value=${draft.startsOn}
      onInput=${(/** @type {string} */ startsOn) => set({ startsOn })} />
      <${Text} id="${id}-to" type="date" label=${t.ends} optional=${true} value=${draft.endsOn}
      error=${wrong(problems, 'endsOn')} onInput=${(/** @type {string} */ endsOn) => set({ endsOn })} />
  `
}

/** @param {{ id: string, label: string, level: 'STREET' | 'COMMUNITY' | 'GRID', under: string, value: string, onChange: (code: string) => void }} props */
function Below({ id, label, level, under, value, onChange }) {
  const { data } = useRead(`areas:${under}:${level}`, AreasUnder, { under, level }, { maxAge: 3600_000 })
  const options = (data?.areas.nodes ?? []).map((one) => ({ value: one.code, label: one.name }))
  return html`
    <${Pick} id=${id} label=${label} value=${value} onChange=${onChange}
      options=${[{ value: '', label: words.value.people.pick }, ...options]} />
  `
}

/** @param {{ id: string, value: string, error?: string, onChange: (id: string) => void }} props */
function Unit({ id, value, error, onChange }) {
  const area = post.value?.area.code ?? null
  const { data } = useRead(`units:${area}`, UnitsOf, { area }, { maxAge: 3600_000 })
  const options = (data?.catalogue.units ?? []).map((one) => ({ value: one.id, label: one.name }))
  const { people: t } = words.value
  return html`
    <${Pick} id=${id} label=${t.unit} value=${value} error=${error} onChange=${onChange}
      options=${[{ value: '', label: t.pick }, ...options]} />
  `
}
