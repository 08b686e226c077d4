/**
 * 代班: going on leave one asks a colleague to hold one's post; the colleague agrees on the same page.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import { Colleagues, StandInAccept, StandInAsk, StandInEnd, StandIns } from '../../api/operations.js'
import { dayStamp } from '../../core/clockwords.js'
import { uuid7 } from '../../core/ids.js'
import { posts, refreshViewer } from '../here.js'
import { html } from '../html.js'
import { up } from '../outbox/shown.js'
import { useSend } from '../parts/act.js'
import { Pick, Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { useRead } from '../read.js'
import { locale, told, words } from '../words.js'

/** @typedef {import('../../api/operations.js').StandInsData['standIns']['nodes'][number]} One */
/** @typedef {import('../people/asking.js').Wrong} Wrong */

/** Roles that a colleague may stand in for. */
const STOOD_IN = new Set([
  'GRID_WORKER',
  'COMMUNITY',
  'STREET_INTAKE',
  'STREET_DISPATCH',
  'STREET_HEAD',
  'DEPT_HANDLER',
  'DEPT_DUTY',
  'ENTERPRISE_LIAISON',
  'DISTRICT_DISPATCH',
  'DISTRICT_SUPERVISOR',
])

export function Page() {
  const reading = useRead('stand-ins', StandIns, {})
  const { leave: t } = words.value
  const all = reading.data?.standIns.nodes ?? []
  const mine = posts.value.filter((one) => STOOD_IN.has(one.role) && !one.standsFor)
  return html`
    <${Frame} title=${t.title} back="/me">
      <div class="stack">
        ${!up.value && html`<p class="strip wait" role="status">${t.offline}</p>`}
        ${reading.failure && html`<${Trouble} failure=${reading.failure} again=${reading.again} />`}
        ${!reading.data && reading.waiting && html`<${Bones} again=${reading.again} />`}
        ${reading.data && all.length === 0 && html`<${Empty} text=${t.none} />`}
        <ul class="cards">${all.map((one) => html`<${Card} key=${one.id} one=${one} again=${reading.again} />`)}</ul>
        ${mine.length > 0 && html`<${Asking} mine=${mine} again=${reading.again} />`}
      </div>
      <//>
  `
}

/** What a problem says here. @param {Wrong} problem */
function sentence(problem) {
  const { leaveWhy } = words.value
  return /** @type {Record<string, string>} */ (leaveWhy)[problem.code] ?? told(problem)
}

/** @param {{ one: One, again: () => void }} props */
function Card({ one, again }) {
  const accept = useSend(StandInAccept)
  const end = useSend(StandInEnd)
  const { leave: t, role: roles } = words.value
  const day = (/** @type {string} */ date) => dayStamp(date, locale.value)
  const open = new Set(one.allowedSteps.filter((step) => !step.why).map(({ step }) => step))
  const take = async (/** @type {typeof accept} */ by, /** @type {string} */ done) => {
    const payload = await by.send({ id: one.id, seen: one.version })
    if (payload?.problems.length === 0) toast({ text: done })
    await refreshViewer().catch(() => {})
    again()
  }
  const stop = async () => {
    if (await ask({ title: t.endAsk, body: t.endBody, yes: t.endYes, no: t.keep, bad: true })) await take(end, t.ended)
  }
  const who = one.own ? t.mine(one.person?.name ?? '') : t.theirs(one.askedBy?.name ?? '')
  return html`
    <li class="card stack-close">
      <div class="spread"><strong>${who}</strong><span class="chip ${one.state === 'ON' ? 'ok' : 'wait'}">${t
        .states[one.state]}</span></div>
      <div>${one.role && roles[one.role]} · ${one.area.path || one.area.name}</div>
      <div class="note">${t.days(day(one.startsOn), day(one.endsOn))}</div>
      ${open.has('ACCEPT') && html`
        <p>${t.asksYou}</p>
        <button type="button" class="button main full" aria-disabled=${accept.busy} onClick=${() =>
          take(accept, t.accepted)}>${t.accept}</button>
      `}
      ${open.has('END') &&
        html`<button type="button" class="button full" aria-disabled=${end.busy} onClick=${stop}>${t.end}</button>`}
      ${[...accept.problems, ...end.problems].map((wrong) =>
        html`<p class="error" role="alert">${sentence(wrong)}</p>`
      )}
    </li>
  `
}

/** @param {{ mine: import('../here.js').Post[], again: () => void }} props */
function Asking({ mine, again }) {
  const [draft, setDraft] = useState({ post: mine[0]?.id ?? '', person: '', from: '', to: '' })
  const { busy, problems, send } = useSend(StandInAsk)
  const id = useRef(uuid7()) // asked twice it is asked once
  const { data } = useRead(draft.post ? `colleagues:${draft.post}` : null, Colleagues, { post: draft.post })
  const { leave: t, role: roles } = words.value
  const found = data?.standInColleagues ?? null
  const set = (/** @type {Partial<typeof draft>} */ some) => setDraft({ ...draft, ...some })
  const wrong = (/** @type {string} */ field) => {
    const one = problems.find((problem) => problem.field === field)
    return one && sentence(one)
  }
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const { post, person, from, to } = draft
    const input = { id: id.current, postId: post, personId: person || null, startsOn: from || null, endsOn: to || null }
    const payload = await send(input)
    if (payload?.problems.length !== 0) return
    id.current = uuid7()
    setDraft({ ...draft, person: '', from: '', to: '' })
    toast({ text: t.sent })
    again()
  }
  const named = (/** @type {import('../here.js').Post} */ one) =>
    `${roles[one.role]} · ${one.unit?.name ?? (one.area.path || one.area.name)}`
  return html`
    <details class="card pad">
      <summary>${t.ask}</summary>
      <form class="stack" onSubmit=${submit} novalidate>
        <${Pick} id="post" label=${t.which} value=${draft.post} error=${wrong('postId')}
          options=${mine.map((one) => ({ value: one.id, label: named(one) }))}
          onChange=${(/** @type {string} */ post) => set({ post, person: '' })} />
        ${found?.length === 0 ? html`<p class="note">${t.nobody}</p>` : html`
          <${Pick} id="person" label=${t.who} value=${draft.person} error=${wrong('personId')}
            options=${[
              { value: '', label: t.pick },
              ...(found ?? []).map((one) => ({ value: one.id, label: `${one.name} · ${roles[one.role]}` })),
            ]} onChange=${(/** @type {string} */ person) => set({ person })} />
        `}
        <${Text} id="from" type="date" label=${t.from} value=${draft.from} error=${wrong('startsOn')}
          onInput=${(/** @type {string} */ from) => set({ from })} />
        <${Text} id="to" type="date" label=${t.to} value=${draft.to} error=${wrong('endsOn')}
          onInput=${(/** @type {string} */ to) => set({ to })} />
        <p class="note">${t.what}</p>
        ${problems.filter((one) => !one.field).map((one) => html`<p class="error" role="alert">${sentence(one)}</p>`)}
        <button type="submit" class="button main full" aria-disabled=${busy}>${t.submit}</button>
      </form>
    </details>
  `
}
