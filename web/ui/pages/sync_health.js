/**
 * V41: whose phone is behind, and what lies on it. Devices of an area, never persons in a row; no place and no hours.
 * @module
 */
import { SyncHealth } from '../../api/operations.js'
import { csv } from '../../core/csv.js'
import { ago } from '../clock.js'
import { usePages } from '../feed.js'
import { home, post } from '../here.js'
import { html } from '../html.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'

/** A phone that was not heard for so long is behind, in ms. */
const BEHIND = 24 * 3600_000

export function Page() {
  const chip = query.value.get('chip') ?? 'all'
  const area = query.value.get('area') ?? post.value?.area.code ?? null
  const feed = usePages(SyncHealth, { area, waiting: chip === 'waiting' || null }, 'syncHealth')
  const { health } = words.value
  const chips = [{ key: 'all', label: health.all }, { key: 'waiting', label: health.waiting }]
  const save = html`<button type="button" class="button plain" onClick=${() =>
    download(feed.nodes)}>${health.download}</button>`
  return html`
    <${Frame} title=${health.title} sub=${post.value?.area.name} back=${home.value} action=${feed.nodes.length > 0 &&
      save}>
      <div class="stack">
          <p class="note">${health.what}</p>
          <${Chips} chosen=${chip} chips=${chips} onChoose=${(/** @type {string} */ key) => refine({ chip: key })} />
          ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
          ${!feed.data && feed.waiting && html`<${Bones} again=${feed.again} />`}
          ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${health.none} />`}
          <ul class="cards">${feed.nodes.map((one) => html`<${Device} key=${one.id} device=${one} />`)}</ul>
          <${More} feed=${feed} />
        </div>
      <//>
  `
}

/** @param {{ device: any }} props */
function Device({ device }) {
  const { health, join } = words.value
  const { lastContact, pending, needsYou, oldestRecordedAt, appVersion, persisted, usageMb, quotaMb } = device
  const behind = Date.now() - Date.parse(lastContact) > BEHIND
  const facts = [
    pending > 0 ? health.pending(pending, oldestRecordedAt ? ago(oldestRecordedAt) : '') : health.sent,
    needsYou > 0 && health.needs(needsYou),
    appVersion && health.version(appVersion),
  ]
  const room = [
    persisted === true ? health.safe : persisted === false && health.unsafe,
    quotaMb > 0 && health.room(usageMb, quotaMb),
  ]
  return html`
    <li class="card">
      <div class="row"><strong>${health.device(endOf(device))}</strong><span class="chip ${behind
        ? 'bad'
        : 'ok'}">${behind ? health.behind(ago(lastContact)) : health.fresh}</span></div>
      <div class="note">${whereOf(device)}</div>
      <div>${facts.filter(Boolean).join(join)}</div>
      <div class="note">${room.filter(Boolean).join(join)}</div>
    </li>
  `
}

/** As people tell devices apart. @param {any} device */
function endOf({ id }) {
  return id.slice(-3).toUpperCase()
}

/** @param {any} device */
function whereOf({ posts }) {
  const { role, join } = words.value
  return posts.map((/** @type {any} */ one) =>
    [/** @type {Record<string, string>} */ (role)[one.role], one.area.path || one.area.name].filter(Boolean).join(' ')
  ).join(join)
}

/** @param {any[]} devices */
function download(devices) {
  const rows = devices.map((one) => [
    endOf(one),
    whereOf(one),
    one.lastContact,
    one.pending,
    one.oldestRecordedAt,
    one.needsYou,
    one.appVersion,
    one.persisted === null ? '' : String(one.persisted),
    one.usageMb,
    one.quotaMb,
  ])
  const blob = new Blob([csv([words.peek().health.columns, ...rows])], { type: 'text/csv' })
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: 'sync.csv' })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
