/**
 * V02: which one first? What waits for me, what is still on the phone, what is open close by. No count of work done.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { Today } from '../../api/operations.js'
import { lastFix } from '../../core/place/locate.js'
import { brought } from '../../core/live/updates.js'
import { observe } from '../../core/outbox/rows.js'
import { subjectOf } from '../../core/outbox/subject.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { now, stamp } from '../clock.js'
import { useNews } from '../follow.js'
import { areaName } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { drafts, rows } from '../outbox/shown.js'
import { IncidentCard, turnOf } from '../incident/card.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { AskedStrip, EvictedStrip, News, UpdateStrip } from '../parts/strips.js'
import { totalOf, useRead } from '../read.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'

export function Page() {
  const tab = query.value.get('tab') ?? 'todo'
  const reading = useRead('today', Today, {}, {
    otherwise: async (read) => read ?? (await import('../../core/replica/copy.js')).today(),
  })
  const news = useNews()
  const waits = tab === 'todo'
  const later = useLater(() => Promise.resolve(waits && brought()).then(() => import('./later.js')), ['begun'], waits)
  const [place, setPlace] = useState(/** @type {import('../../core/types.js').Place | null} */ (null))
  const [near, setNear] = useState(/** @type {import('./near.js').Rows} */ (null))
  useEffect(() => void lastFix().then(setPlace), [])
  useEffect(() => later?.followNear(place, setNear), [later, place])
  useEffect(() => {
    if (reading.data) void observe(reading.data.todo.nodes)
  }, [reading.data])
  const again = () => {
    news.clear()
    reading.again()
    void sendNow({ force: true })
  }
  const t = words.value
  const todo = mineStill(reading.data?.todo.nodes ?? [])
  const counts = {
    todo: reading.data ? todo.length : null,
    drafts: unfinished().length,
    near: near?.length ?? null,
  }
  const sub = [areaName.value, reading.fetchedAt && t.updated(stamp(reading.fetchedAt))].filter(Boolean).join(t.join)
  return html`
    <${Frame} title=${`${t.today.title} ${dayWords()}`} sub=${sub}>
      <div class="stack">
          ${later && html`<${later.Shared} />`}<${AskedStrip} /><${EvictedStrip} /><${UpdateStrip} /><${News} at=${news
            .at} onShow=${again} />
          <${Tabs} tab=${tab} counts=${counts} />
          ${tab === 'todo' && html`<${Todo} reading=${reading} todo=${todo} Nothing=${later?.Nothing} />`}
          ${tab === 'drafts' && (later ? html`<${later.Unfinished} />` : html`<${Bones} />`)}
          ${tab === 'near' &&
            (later ? html`<${later.Near} rows=${near} place=${place} onPlace=${setPlace} />` : html`<${Bones} />`)}
          ${later && reading.data && html`<${later.First} />`}
          ${reading.waiting || html`<button type="button" class="button plain" onClick=${again}>${t.refresh}</button>`}
        </div>
      <//>
  `
}

function dayWords() {
  return new Intl.DateTimeFormat(words.value.locale, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(now.value)
}

/** Shown done at once: what I have answered from this phone no longer waits for me. @param {any[]} nodes */
function mineStill(nodes) {
  const acted = new Set(
    rows.value.filter((row) => row.operation.name !== 'Note' && row.state !== 'NEEDS_YOU').map((row) =>
      `${subjectOf(row).id} ${row.input.seen}`
    ),
  )
  return nodes.filter((node) => !acted.has(`${node.id} ${node.version}`))
}

/** Drafts of reports and rows that need the person. */
function unfinished() {
  return [...rows.value.filter((row) => row.state === 'NEEDS_YOU'), ...drafts.value]
}

/** @param {{ tab: string, counts: Record<string, number | null> }} props */
function Tabs({ tab, counts }) {
  const t = words.value.today
  const names = /** @type {const} */ (['todo', 'drafts', 'near'])
  return html`<div class="segments" role="group" aria-label=${t.title}>${
    names.map((name) =>
      html`<button type="button" key=${name} aria-pressed=${tab === name} onClick=${() =>
        refine({ tab: name === 'todo' ? null : name })}>
        ${t[name]} <span class="figures">${counts[name] ?? ''}</span></button>`
    )
  }</div>`
}

/** @param {{ reading: any, todo: any[], Nothing: any }} props `Nothing`: what stands there when nothing waits */
function Todo({ reading, todo, Nothing }) {
  const t = words.value
  if (!reading.data && reading.waiting) return html`<${Bones} again=${reading.again} />`
  return html`${reading.failure && html`<${Trouble} failure=${reading.failure} again=${reading.again} />`}
    ${reading.data && todo.length === 0 && (Nothing ? html`<${Nothing} />` : html`<${Empty} text=${t.today.none} />`)}
    ${
    todo.length > 0 && html`<ul class="cards">${
      todo.map((incident) =>
        html`<${IncidentCard} key=${incident.id} incident=${incident} before=${turnOf(incident)} />`
      )
    }</ul>`
  }
    ${
    reading.data?.todo.pageInfo.hasNextPage &&
    html`<a class="button full" href="/incidents?mine=TODO">${
      t.today.all(totalOf(reading.data.todo)?.count ?? todo.length)
    }</a>`
  }`
}
