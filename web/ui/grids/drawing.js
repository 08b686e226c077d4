/**
 * Drawing a plan: choose grids, put them together or cut them by a line that is drawn or typed, say who works each piece.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import { AreasUnder, GridPlanAmend, GridPlanDraft, GridPlanGround, GridPlanOne } from '../../api/operations.js'
import { uuid7 } from '../../core/ids.js'
import { post } from '../here.js'
import { html } from '../html.js'
import { useSend } from '../parts/act.js'
import { Pick, Text } from '../parts/fields.js'
import { Moment } from '../parts/moment.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { useRead } from '../read.js'
import { go } from '../route.js'
import { words } from '../words.js'
import { textOf } from './corners.js'
import { Cutting } from './cutting.js'
import { Pieces } from './pieces.js'
import { Wrongs } from './wrongs.js'

/** @typedef {NonNullable<import('../../api/operations.js').GridPlanOneData['gridPlan']>} Plan */
/** @typedef {import('../../api/operations.js').GridPlanGroundData} Data */
/** @typedef {{ ring: number[][], name: string, code: string, households: string, people: string[] }} Piece */
/** @typedef {{ grids: string[], pieces: Piece[] }} Group what some grids become */

/** Days before now and after it. @type {[number, number]} */
const PLANNED = [0, 366]

/** @param {{ of: string }} props the plan that is changed, or `new` */
export function Drawing({ of }) {
  const before = useRead(of === 'new' ? null : `grid-plan:${of}`, GridPlanOne, { id: of })
  const [area, setArea] = useState('')
  const { grids: t } = words.value
  const plan = before.data?.gridPlan ?? null
  if (of !== 'new' && !plan) {
    return before.failure || before.fresh
      ? html`<${Trouble} failure=${before.failure ?? { code: 'NOT_FOUND' }} again=${before.again} />`
      : html`<${Bones} again=${before.again} />`
  }
  return html`
    <div class="stack">
      ${plan ? html`<h2>${plan.area.path}</h2>` : html`<${Where} value=${area} onChange=${setArea} />`}
      ${(plan || area) && html`<${On} key=${plan?.area.code ?? area} area=${plan?.area.code ?? area} plan=${plan} />`}
      ${!plan && !area && html`<p class="note">${t.first}</p>`}
    </div>
  `
}

/** Of which community: its street first. @param {{ value: string, onChange: (code: string) => void }} props */
function Where({ value, onChange }) {
  const { grids: t } = words.value
  const own = post.value?.area.code ?? ''
  const [street, setStreet] = useState(own.length > 6 ? own.slice(0, 9) : '')
  const streets = useRead(`streets:${own}`, AreasUnder, { under: own, level: 'STREET', after: null })
  const below = { under: street, level: 'COMMUNITY', after: null }
  const communities = useRead(street ? `communities:${street}` : null, AreasUnder, below)
  const options = (/** @type {typeof streets} */ { data }) => [
    { value: '', label: t.choose },
    ...(data?.areas.nodes ?? []).map(({ code, name }) => ({ value: code, label: name })),
  ]
  return html`
    <${Pick} id="street" label=${t.street} value=${street} options=${options(streets)} onChange=${(
      /** @type {string} */ code,
    ) => (setStreet(code), onChange(''))} />
    ${street && html`
      <${Pick} id="community" label=${t.community} value=${value} options=${options(communities)}
        onChange=${onChange} />
    `}
  `
}

/** @param {{ area: string, plan: Plan | null }} props */
function On({ area, plan }) {
  const ground = useRead(`grid-ground:${area}`, GridPlanGround, { area })
  if (!ground.data) {
    return ground.failure
      ? html`<${Trouble} failure=${ground.failure} again=${ground.again} />`
      : html`<${Bones} again=${ground.again} />`
  }
  return html`<${Form} area=${area} plan=${plan} data=${ground.data} />`
}

/** @param {Plan | null} plan @returns {Group[]} */
function groupsOf(plan) {
  if (!plan) return []
  const pieces = plan.pieces.map((one) => ({
    ring: one.ring,
    name: one.name,
    code: one.chosen ? one.code : '',
    households: one.households === null ? '' : String(one.households),
    people: one.people.map(String),
  }))
  return [{ grids: plan.grids.map((one) => one.area.code), pieces }]
}

/** @param {{ area: string, plan: Plan | null, data: Data }} props */
function Form({ area, plan, data }) {
  const { grids: t } = words.value
  const [groups, setGroups] = useState(() => groupsOf(plan))
  const [said, setSaid] = useState({ reason: plan?.reason ?? '', startsAt: local(plan?.startsAt) })
  const draft = useSend(plan ? GridPlanAmend : GridPlanDraft)
  const id = useRef(plan?.id ?? uuid7())
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const input = {
      id: id.current,
      ...(plan ? { seen: plan.version } : { area }),
      reason: said.reason,
      startsAt: said.startsAt ? `${said.startsAt}:00+08:00` : null,
      grids: groups.flatMap((one) => one.grids),
      pieces: groups.flatMap((one) => one.pieces).map((one) => ({
        ring: textOf(one.ring),
        name: one.name,
        code: one.code.trim() || null,
        households: /^\d+$/.test(one.households.trim()) ? Number(one.households) : null,
        people: one.people,
      })),
    }
    const payload = await draft.send(input)
    if (payload?.problems.length === 0) go(`/me/grids?id=${id.current}`, { replace: true })
  }
  return html`
    <form class="stack" onSubmit=${save} novalidate>
      <${Cutting} data=${data} groups=${groups} onGroup=${(/** @type {Group} */ one) => setGroups([...groups, one])} />
      <${Pieces} data=${data} groups=${groups} onChange=${setGroups} />
      <${Text} id="reason" label=${t.reason} hint=${t.reasonHint} value=${said.reason} rows=${2} of=${GridPlanDraft}
        field="reason" onInput=${(/** @type {string} */ reason) => setSaid({ ...said, reason })} />
      <${Moment} id="startsAt" label=${t.when} hint=${t.whenHint} value=${said.startsAt} bound=${PLANNED} optional
        onInput=${(/** @type {string} */ startsAt) => setSaid({ ...said, startsAt })} />
      <${Wrongs} problems=${draft.problems} />
      <button type="submit" class="button main full" aria-disabled=${draft.busy || groups.length === 0}>${t
        .save}</button>
    </form>
  `
}

/** A moment as a field writes it, by Shanghai's clock. @param {string | null | undefined} moment */
function local(moment) {
  if (!moment) return ''
  return new Date(moment).toLocaleString('sv', { timeZone: 'Asia/Shanghai' }).slice(0, 16).replace(' ', 'T')
}
