/**
 * V10: one incident, the same page for all roles with other buttons. What others change is said, and shown when asked.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { IncidentDetail } from '../../api/operations.js'
import { observe } from '../../core/outbox/rows.js'
import { subjectOf } from '../../core/outbox/subject.js'
import { sendNow } from '../../core/outbox/triggers.js'
import { stamp } from '../clock.js'
import { copied } from '../copied.js'
import { useNews } from '../follow.js'
import { home, sections } from '../here.js'
import { html } from '../html.js'
import { rows } from '../outbox/shown.js'
import { print } from '../paper.js'
import { Frame } from '../parts/frame.js'
import { useAhead } from './ahead.js'
import { IncidentBody } from './body.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { News } from '../parts/strips.js'
import { toast } from '../parts/toast.js'
import { Unsent } from '../outbox/unsent.js'
import { incidentHere, useRead } from '../read.js'
import { closeSheet, go, openSheet, sheet } from '../route.js'
import { wide } from '../wide.js'
import { Steps } from './verbs/steps.js'
import { named, words } from '../words.js'
import { Lost } from '../lost.js'

/**
 * Reads an incident and follows it.
 * @param {string | null} id
 */
export function useIncident(id) {
  const reading = useRead(id && `incident:${id}`, IncidentDetail, { id }, { otherwise: incidentHere(id) })
  const [after, setAfter] = useState(/** @type {any} */ (null))
  const incident = merged(reading.data?.incident, after)
  const news = useNews((change) => change.incident.id === id)
  const newer = news.changes.some((change) => change.id === id && change.version > (incident?.version ?? 0))
  useEffect(() => {
    if (reading.data?.incident) void observe([reading.data.incident])
  }, [reading.data])
  const again = () => {
    news.clear()
    reading.again()
  }
  const changed = (/** @type {any} */ now) => {
    if (now) setAfter(now)
    again()
  }
  return { ...reading, incident, newsAt: newer ? news.at : null, again, changed }
}

/**
 * The newer of what was read and what a step's answer said.
 * @param {any} read
 * @param {any} after
 */
function merged(read, after) {
  if (!read) return read
  return after && after.id === read.id && after.version > read.version ? { ...read, ...after } : read
}

/** @param {{ id: string }} props */
export function Page({ id }) {
  return wide.value && sections.value.includes('desk') ? html`<${AtDesk} id=${id} />` : html`<${Alone} id=${id} />`
}

/** A desk shows it between its list and its map, with the sheet that is open. @param {{ id: string }} props */
function AtDesk({ id }) {
  useEffect(() => {
    const open = sheet.peek()
    go(`/desk/${id}${location.search}`, { replace: true })
    if (open) openSheet(open)
  }, [])
  return null
}

/** @param {{ id: string }} props */
function Alone({ id }) {
  const found = useIncident(id)
  const { incident } = found
  const ahead = useAhead(id, incident?.version)
  const t = words.value
  const title = incident ? named(incident.incidentClass) : t.list.title
  const sub = found.fetchedAt && !found.fresh ? t.asOf(stamp(found.fetchedAt)) : incident?.grid?.name
  const more = incident &&
    html`<button type="button" class="button plain" onClick=${() => openSheet('FILE-MENU')}>${t.i.more}</button>`
  return html`<${Frame} title=${title} sub=${sub} back=${home.value} action=${more}>
    <div class="stack">
      <${News} at=${found.newsAt} onShow=${found.again} />
      ${
    found.failure && (incident || found.failure.code !== 'NOT_FOUND') &&
    html`<${Trouble} failure=${found.failure} again=${found.again} />`
  }
      ${incident && html`<${IncidentBody} incident=${incident} ahead=${ahead} waiting=${found.waiting} />`}
      ${!incident && (found.waiting ? html`<${Bones} again=${found.again} />` : html`<${Absent} id=${id} />`)}
    </div>
    ${
    incident && html`
      <${Steps} incident=${incident} onChanged=${found.changed} />
      <${Menu} incident=${incident} />
    `
  }
  <//>`
}

/** Not at the server: perhaps it is still here. @param {{ id: string }} props */
function Absent({ id }) {
  const mine = rows.value.filter((row) => subjectOf(row).id === id)
  if (mine.length === 0) return html`<${Lost} />`
  return html`
    <p>${words.value.i.pending}</p>
    <ul class="cards">${mine.map((row) => html`<${Unsent} key=${row.opId} row=${row} />`)}</ul>
    <button type="button" class="button full" onClick=${() => sendNow({ force: true })}>${words.value.retry}</button>
  `
}

/** @param {{ incident: any }} props */
function Menu({ incident }) {
  const { i } = words.value
  const copy = async (/** @type {string} */ text, /** @type {string} */ done) => {
    const there = await copied(text)
    closeSheet()
    toast({ text: there ? done : text })
  }
  const share = async () => {
    const url = `${location.origin}/i/${incident.id}`
    if (navigator.share) await navigator.share({ url }).catch(() => {})
    else await copy(url, i.linkCopied)
  }
  const printed = () => {
    closeSheet()
    print()
  }
  return html`
    <${Sheet} name="FILE-MENU" title=${i.more}>
      <div class="stack-close others">
        <button type="button" class="button full" onClick=${printed}>${i.print}</button>
        <button type="button" class="button full" onClick=${share}>${i.share}</button>
        ${incident.number &&
          html`<button type="button" class="button full" onClick=${() =>
            copy(incident.number, i.copied)}>${i.copy}</button>`}
      </div>
      <//>
  `
}
