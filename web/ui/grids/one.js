/**
 * One plan of grids: what becomes what, who works it, which cases stay where they are, and the step that is next.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import {
  GridPlanApprove,
  GridPlanCheck,
  GridPlanDecline,
  GridPlanDrop,
  GridPlanGround,
  GridPlanOne,
} from '../../api/operations.js'
import { stamp } from '../clock.js'
import { html } from '../html.js'
import { useSend } from '../parts/act.js'
import { Text } from '../parts/fields.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { useRead } from '../read.js'
import { words } from '../words.js'
import { Ground, letter } from './ground.js'
import { State } from './state.js'
import { Wrongs } from './wrongs.js'

/** @typedef {NonNullable<import('../../api/operations.js').GridPlanOneData['gridPlan']>} Plan */

/** While it is about to come into force it is looked at so often, in ms. */
const LOOK = 3000

/** @param {{ id: string }} props */
export function One({ id }) {
  const reading = useRead(`grid-plan:${id}`, GridPlanOne, { id })
  const plan = reading.data?.gridPlan ?? null
  const due = plan?.state === 'APPROVED' && !(plan.startsAt && new Date(plan.startsAt).getTime() > Date.now())
  useEffect(() => {
    if (!due) return
    const timer = setInterval(() => document.visibilityState === 'visible' && reading.again(), LOOK)
    return () => clearInterval(timer)
  }, [due])
  if (!plan) {
    return reading.failure || reading.fresh
      ? html`<${Trouble} failure=${reading.failure ?? { code: 'NOT_FOUND' }} again=${reading.again} />`
      : html`<${Bones} again=${reading.again} />`
  }
  return html`<${Shown} plan=${plan} again=${reading.again} />`
}

/** @param {{ plan: Plan, again: () => void }} props */
function Shown({ plan, again }) {
  const { grids: t, gridsWhy } = words.value
  const { data } = useRead(`grid-ground:${plan.area.code}`, GridPlanGround, { area: plan.area.code })
  const people = new Map((data?.gridPlanWorkers ?? []).map(({ id, name }) => [String(id), name]))
  const old = plan.grids.map(({ area, ring }) => ({ ...area, ring }))
  const why = /** @type {Record<string, string>} */ (gridsWhy)[String(plan.lapsedCode ?? '')]
  return html`
    <div class="stack">
      <div class="row"><h2 class="grow">${plan.area.path || plan.area.name}</h2><${State} state=${plan.state} /></div>
      <p>${plan.reason}</p>
      ${plan.declinedReason && plan.state === 'DRAFT' && html`
        <p class="strip warn" role="status">${t.sentBack(plan.declinedReason)}</p>
      `}
      ${plan.lapsedCode && html`<p class="strip warn" role="status">${t.lapsed} ${why}</p>`}
      <${Ground} grids=${old} pieces=${plan.pieces} label=${t.picture(old.length, plan.pieces.length)} />
      <dl class="facts">
        <dt>${t.old}</dt><dd>${plan.grids.map(({ area, current }) =>
          html`<div>${area.name} <span class="note figures">${area.code}</span>${
            !current && plan.state !== 'IN_FORCE' &&
            html`
              <span class="chip bad">${t.changed}</span>
            `
          }</div>`
        )}</dd>
        <dt>${t.when}</dt><dd>${plan.begunAt
          ? stamp(plan.begunAt)
          : plan.startsAt
          ? stamp(plan.startsAt)
          : t.atOnce}</dd>
        <dt>${t.madeBy}</dt><dd>${t.from(plan.madeBy?.name ?? '', stamp(plan.madeAt))}</dd>
        ${plan.approvedAt && html`
          <dt>${t.approvedBy}</dt>
          <dd>${t.from(plan.approvedBy?.name ?? '', stamp(plan.approvedAt))}</dd>
        `}
      </dl>
      <h3>${t.pieces}</h3>
      <ul class="cards">${plan.pieces.map((one, place) =>
        html`
          <li class="card" key=${place}><div><strong>${letter(place)} ${one.name}</strong> <span
            class="note figures">${one.code}</span></div><div>${one.people.length
              ? one.people.map((key) => people.get(String(key)) ?? t.gone).join(t.join)
              : t.nobody}</div>${one.households !== null &&
              html`<div class="note">${t.households(one.households)}</div>`}</li>
        `
      )}</ul>
      <${Stays} plan=${plan} />
      <${Steps} plan=${plan} again=${again} />
    </div>
  `
}

/** @param {{ plan: Plan }} props */
function Stays({ plan }) {
  const { grids: t } = words.value
  return html`
    <section class="stack-close"><h3>${t.stays}</h3>
      <p>${plan.stayCount ? t.staying(plan.stayCount) : t.noneStays}</p>
      ${plan.stays.length > 0 && html`
        <details>
          <summary>${t.which}</summary>
          <ul>${plan.stays.map((one) =>
            html`<li key=${one.id}><span class="figures">${one.number ?? t.unnumbered}</span> · ${one.grid.name} ${
              t.version(
                one.version,
              )
            }</li>`
          )}</ul>
        </details>
      `}
    </section>
  `
}

/** @param {{ plan: Plan, again: () => void }} props */
function Steps({ plan, again }) {
  const { grids: t } = words.value
  const [reason, setReason] = useState('')
  const check = useSend(GridPlanCheck)
  const approve = useSend(GridPlanApprove)
  const decline = useSend(GridPlanDecline)
  const drop = useSend(GridPlanDrop)
  const open = new Set(plan.allowedSteps.filter(({ allowed }) => allowed).map(({ step }) => String(step)))
  const own = plan.allowedSteps.some(({ step, why }) => String(step) === 'APPROVE' && why)
  /** @param {typeof check} by @param {string} done @param {Record<string, string>} [more] */
  const take = async (by, done, more = {}) => {
    const payload = await by.send({ id: plan.id, seen: plan.version, ...more })
    if (payload?.problems.length === 0) toast({ text: done })
    again()
  }
  const stop = async () => {
    if (await ask({ title: t.dropAsk, body: t.dropBody, yes: t.drop, no: t.keep, bad: true })) {
      await take(drop, t.dropped)
    }
  }
  const busy = [check, approve, decline, drop].some((one) => one.busy)
  const problems = [check, approve, decline, drop].flatMap((one) => one.problems)
  return html`
    <section class="stack-close no-print">
      <${Wrongs} problems=${problems} />
      ${own && html`<p class="strip wait" role="status">${t.another}</p>`}
      ${open.has('APPROVE') && html`
        <button type="button" class="button main full" aria-disabled=${busy} onClick=${() =>
          take(approve, t.approved)}>${t.approve}</button>
      `}
      ${open.has('CHECK') && html`
        <button type="button" class="button full ${plan.state === 'DRAFT' ? 'main' : ''}" aria-disabled=${busy}
          onClick=${() => take(check, t.good)}>${check.busy ? t.checking : t.check}</button>
      `}
      ${open.has('AMEND') && html`<a class="button full" href=${`/me/grids?draw=${plan.id}`}>${t.amend}</a>`}
      ${open.has('DECLINE') && !own && html`
        <${Text} id="reason" label=${t.declineWhy} value=${reason} onInput=${setReason} rows=${2}
          of=${GridPlanDecline} field="reason" />
        <button type="button" class="button full" aria-disabled=${busy} onClick=${() =>
          take(decline, t.declined, { reason })}>${t.decline}</button>
      `}
      ${open.has('DROP') &&
        html`<button type="button" class="button full" aria-disabled=${busy} onClick=${stop}>${t.drop}</button>`}
    </section>
  `
}
