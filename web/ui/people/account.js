/**
 * One person with their posts, and what who keeps people does about them.
 * @module
 */
import { InviteEnd, InviteSend, PersonEndPost, PersonLeave } from '../../api/operations.js'
import { dayStamp } from '../../core/clockwords.js'
import { uuid7 } from '../../core/ids.js'
import { makeCode } from '../../core/code.js'
import { digestOf, LENGTH } from '../../core/session/invite.js'
import { serverNow } from '../../core/server_time.js'
import { person } from '../here.js'
import { html } from '../html.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { locale, words } from '../words.js'
import { ADMINISTRATORS, Posting } from './adding.js'
import { useAct } from './asking.js'

/** @typedef {import('./page.js').Found['nodes'][number]} One */
/** @typedef {One['posts'][number]} Post */

/**
 * @param {{ one: One, keeps: boolean, again: () => void, soon: number, chosen: string[] | null, onPick: (id: string) => void,
 *   onSlip: (slip: import('./slip.js').Made) => void }} props `chosen`: the posts that are picked out, null where none may be
 */
export function Account({ one, keeps, again, soon, chosen, onPick, onSlip }) {
  const { send, busy } = useAct(again)
  const { people: t } = words.value
  const day = (/** @type {string} */ text) => dayStamp(text, locale.value)
  const own = person.value?.id === one.id
  const [open] = one.invites
  const invite = async () => {
    if (!await ask({ title: t.inviteAsk(one.name), body: t.inviteBody, yes: t.inviteYes, no: t.keep })) return
    for (const { id, version } of one.invites) await send(InviteEnd, { id, seen: version, opId: uuid7() })
    const code = makeCode(LENGTH)
    const input = { id: uuid7(), personId: one.id, digest: await digestOf(code), opId: uuid7() }
    const payload = await send(InviteSend, input)
    if (payload) onSlip({ name: one.name, login: one.login ?? '', code, until: payload.invite?.expiresAt ?? '' })
  }
  const leave = async () => {
    const sure = await ask({ title: t.leaveAsk(one.name), body: t.leaveBody, yes: t.leaveYes, no: t.keep, bad: true })
    if (sure && await send(PersonLeave, { id: one.id })) toast({ text: t.done })
  }
  return html`
    <li class="card stack-close">
      <div class="spread"><strong>${one.name}</strong><span class="note figures">${one.login}</span></div>
      <div class="row">
        ${one.endedAt && html`<span class="chip plain">${t.leftOn(day(one.endedAt))}</span>`}
        ${!one.endedAt && one.login && !one.hasPassword && html`<span class="chip warn">${t.noPassword}</span>`}
        ${!one.endedAt && open && html`<span class="chip wait">${t.invited(day(open.expiresAt))}</span>`}
        ${!one.endedAt && !one.posts.some((post) => post.inForce) && html`<span class="chip warn">${t.noPost}</span>`}
      </div>
      <ul>${one.posts.map((post) =>
        html`<${Held} key=${post.id} post=${post} soon=${soon} chosen=${chosen} onPick=${onPick} />`
      )}</ul>
      ${keeps && !one.endedAt && !own && html`
        <details class="no-print">
          <summary>${t.more}</summary>
          <div class="stack">
          ${one.posts.filter(standing).map((post) =>
            html`<${Ending} key=${post.id} post=${post} busy=${busy} send=${send} />`
          )}
          <${Posting} one=${one} again=${again} />
          <button type="button" class="button full bad" aria-disabled=${busy} onClick=${leave}>${t.leave}</button>
          </div>
        </details>
        ${one.login && !one.posts.some((post) => standing(post) && ADMINISTRATORS.has(post.role)) &&
          html`<button type="button" class="button full no-print" aria-disabled=${busy} onClick=${invite}>${
            open ? t.inviteAgain : t.invite
          }</button>`}
      `}
    </li>
  `
}

/** Whether it holds today or will. @param {Post} post */
function standing(post) {
  return post.inForce || post.startsOn > today()
}

function today() {
  return new Date(serverNow() + 8 * 3600_000).toISOString().slice(0, 10)
}

/** What a post is called. @param {Post} post */
function called({ role, area, unit }) {
  const roles = /** @type {Record<string, string>} */ (words.value.role)
  return [roles[role] ?? role, unit?.name ?? area.path ?? area.name].join(' · ')
}

/** @param {{ post: Post, soon: number, chosen: string[] | null, onPick: (id: string) => void }} props */
function Held({ post, soon, chosen, onPick }) {
  const { people: t } = words.value
  const day = (/** @type {string} */ text) => dayStamp(text, locale.value)
  const left = post.endsOn ? (Date.parse(post.endsOn) - Date.parse(today())) / 86_400_000 : Infinity
  const state = post.inForce ? '' : post.startsOn > today() ? t.later : t.over
  const ends = post.endsOn &&
    html`<span class="chip ${post.inForce && left <= soon ? 'warn' : 'plain'}">${t.until(day(post.endsOn))}</span>`
  const deputy = post.standsFor && html`<span class="chip plain">${t.deputy}</span>`
  const text = html`<span>${called(post)} ${deputy} <span class="note">${t.from(day(post.startsOn))}</span> ${ends} ${
    state &&
    html`<span class="note">${state}</span>`
  }</span>`
  if (!chosen || !post.inForce || post.standsFor || left > soon) return html`<li>${text}</li>`
  return html`<li><label class="choice"><input type="checkbox" checked=${chosen.includes(post.id)}
    aria-label=${t.choose(called(post))} onChange=${() => onPick(post.id)} />${text}</label></li>`
}

/** @param {{ post: Post, busy: boolean, send: ReturnType<typeof useAct>['send'] }} props */
function Ending({ post, busy, send }) {
  const { people: t } = words.value
  const end = async () => {
    const sure = await ask({
      title: t.endPostAsk(called(post)),
      body: t.endPostBody,
      yes: t.endYes,
      no: t.keep,
      bad: true,
    })
    if (sure && await send(PersonEndPost, { id: post.id })) toast({ text: t.done })
  }
  return html`<div class="side"><span>${called(post)}</span><button type="button" class="button" aria-disabled=${busy}
    aria-label=${`${t.endPost}：${called(post)}`} onClick=${end}>${t.endPost}</button></div>`
}
