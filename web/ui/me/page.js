/**
 * 我的: who one is, the posts one holds, how the app looks and keeps things on this phone, emergency calls, about.
 * @module
 */
import { useState } from '../../vendor/preact-hooks.js'
import { clearReadBy } from '../../core/replica/room.js'
import { letGo } from '../../core/session/push.js'
import { signOut } from '../../core/session/signing.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { dayStamp } from '../../core/clockwords.js'
import { person, post, posts, take, unread, viewer } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { canInstall, install, installed } from '../install.js'
import { summary } from '../outbox/shown.js'
import { Frame } from '../parts/frame.js'
import { Icon } from '../parts/icons.js'
import { Reminders } from '../notice/reminders.js'
import { ask } from '../parts/sheet.js'
import { toast } from '../parts/toast.js'
import { UpdateStrip } from '../parts/strips.js'
import { go } from '../route.js'
import { locale, words } from '../words.js'
import { Settings } from './settings.js'

export function Page() {
  const { me } = words.value
  const more = useLater(() => import('../noun/menu.js'), ['noun'])
  return html`
    <${Frame} title=${me.title}>
      <div class="stack me">
        <${UpdateStrip} />
        <${Identity} />
        ${more && html`<${more.NounMenu} />`}
        <${Reminders} />
        <${Settings} />
        <${Install} />
        <${Emergency} />
        <${Leave} />
      </div>
      <//>
  `
}

function Identity() {
  const { me, role, tabs } = words.value
  return html`<section class="card pad"><h2>${person.value?.name}</h2>
    ${posts.value.length === 0 && html`<p class="note">${me.noPosts}</p>`}
    ${
    posts.value.length > 0 && html`<ul class="stack-close" aria-label=${me.posts}>${
      posts.value.map((one) => {
        const active = one.id === post.value?.id
        const until = /** @type {any} */ (one).endsOn
        const text = html`<span class="words"><strong>${
          role[/** @type {'COMMUNITY'} */ (one.role)] ?? one.role
        }</strong>${' '}<span class="note">${
          [
            one.standsFor && me.deputy,
            one.unit?.name,
            one.area.path || one.area.name,
            until && me.until(dayStamp(until, locale.value)),
          ].filter(
            Boolean,
          ).join(words.value.join)
        }</span>${active && posts.value.length > 1 && html`<span class="note">✓ ${me.active}</span>`}</span>`
        return html`<li key=${one.id}>${
          posts.value.length === 1
            ? text
            : html`<button type="button" class="button full post" aria-pressed=${active} onClick=${() =>
              take(one.id)}>${text}</button>`
        }</li>`
      })
    }</ul>`
  }
    ${
    (viewer.value?.standsIn ?? []).map((one) =>
      html`<p class="note" key=${one.role + one.area.code}>${
        me.standsIn(role[/** @type {'COMMUNITY'} */ (one.role)], one.area.path || one.area.name)
      }</p>`
    )
  }
    ${
    viewer.value?.explores && html`
      <a class="button full"
        href="/board?ask="><${Icon} name="console" />${tabs.console}<span class="note">${me.consoleHint}</span></a>
    `
  }
    <a class="button full" href="/notices"><${Icon} name="events" />${words.value.notice.link(unread.value)}</a>
    <a class="button full" href="/outbox"><${Icon} name="outbox" />${words.value.outbox} ${
    summary.value.count > 0 ? summary.value.count : ''
  }</a>
    <a class="button full" href="/me/access"><${Icon} name="me" />${me.access}</a>
    <a class="button full" href="/me/leave"><${Icon} name="me" />${me.leave}</a>
    ${
    posts.value.some((one) => one.role === 'DISTRICT_SUPERVISOR') &&
    html`<a class="button full" href="/me/rules"><${Icon} name="me" />${me.rules}</a>`
  }
    <a class="button full" href="/me/pin"><${Icon} name="me" />${me.pin}</a>
    <a class="button full" href="/feedback"><${Icon} name="events" />${words.value.feedback}</a>
    <a class="button full" href="/about"><${Icon} name="search" />${me.help}</a>
    <a class="button full" href="/carry"><${Icon} name="outbox" />${me.carry}</a>
  </section>`
}

function Install() {
  const { me } = words.value
  if (installed()) return html`<p class="note">✓ ${me.installed}</p>`
  if (!canInstall.value) return null
  return html`
    <section
      class="card pad"><button type="button" class="button full" onClick=${install}>${me
        .install}</button><p class="note">${me.installHint}</p></section>
  `
}

function Emergency() {
  const { me } = words.value
  return html`
    <section class="card pad">
      <h2>${me.emergency}</h2>
      <div class="calls">${(/** @type {const} */ ([110, 119, 120])).map((n) =>
        html`
          <a class="button" href="tel:${n}"
            aria-label=${me.call(String(n), me.phones[n])}><span>${n}<br /><span class="note">${me
              .phones[n]}</span></span></a>
        `
      )}</div>
    </section>
  `
}

function Leave() {
  const [leaving, setLeaving] = useState(false)
  const { me } = words.value
  const leave = async () => {
    const { count } = summary.peek()
    let clearing = false
    const whose = person.peek()?.id ?? ''
    const sure = await ask({
      also: html`
        <label
          class="choice"><input type="checkbox" onChange=${(/** @type {any} */ event) =>
            clearing = event.target.checked} /><span class="words"><span>${me.logoutClear}</span></span></label>
      `,
      title: me.logoutTitle,
      body: count ? me.logoutAsk(count) : me.logoutPlain,
      yes: count ? me.logoutYes : me.logout,
      no: count ? me.sendFirst : me.stay,
    })
    if (!sure) {
      if (count) void sendNow({ force: true })
      return
    }
    setLeaving(true)
    const told = await signOut(await letGo())
    if (clearing) await clearReadBy(whose).catch(() => {}) // it can still be cleared in the settings
    go('/login', { replace: true })
    if (!told) toast({ text: me.logoutLater })
  }
  return html`
    <section
      class="two"><a class="button full" href="/switch">${me
        .switch}</a><button type="button" class="button full bad" aria-disabled=${leaving} onClick=${leave}>${me
        .logout}</button></section>
  `
}
