/**
 * V37: what is stuck, first; figures after it. Each number opens its rows. By street, unit and class, never by person; the whistle
 * rate is a band with both tails marked, and no target.
 * @module
 */
import { useRef, useState } from '../../vendor/preact-hooks.js'
import { Overview, SpotCheck } from '../../api/operations.js'
import { serverNow } from '../../core/server_time.js'
import { stamp } from '../clock.js'
import { useNews } from '../follow.js'
import { post, viewer } from '../here.js'
import { html } from '../html.js'
import { useLater } from '../later.js'
import { IncidentCard, placeLine } from '../incident/card.js'
import { lamp } from '../../core/clockwords.js'
import { Lamp } from '../parts/chips.js'
import { Choices, Text } from '../parts/fields.js'
import { Frame } from '../parts/frame.js'
import { Bones, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { News } from '../parts/strips.js'
import { WhistleCard } from '../whistle/card.js'
import { totalOf, useRead } from '../read.js'
import { closeSheet, openSheet, path, query, refine, sheet } from '../route.js'
import { Problems, SubmitActs, unanswered, useAct } from '../parts/act.js'
import { AdoptSheet, DeclineHotSheet, SolveSheet } from '../hotissue/verbs.js'
import { locale as language, named, words } from '../words.js'
import { Rates } from './rates.js'

const DAY = 24 * 3600_000
const FIRST = 6 // of the streets, before the rest is asked for
const LIGHTS = /** @type {const} */ (['GREEN', 'YELLOW', 'RED', 'PAUSED'])
const CHIP = /** @type {Record<string, string>} */ ({ GREEN: 'green', YELLOW: 'soon', RED: 'late', PAUSED: 'paused' })

/** Days are whole ones of Shanghai, so that what was read today is read again under the same name. */
function lastDays() {
  const today = Math.ceil((serverNow() + 8 * 3600_000) / DAY) * DAY - 8 * 3600_000
  return { from: new Date(today - 30 * DAY).toISOString(), before: new Date(today).toISOString() }
}

/** The board, or the figures or the question that its address asks for. */
export function Page() {
  const asked = query.value.has('by') ? 'figures' : query.value.has('ask') ? 'question' : ''
  const last = useRef(asked)
  if (path.value === '/board') last.current = asked // on the way to another page it stays what it is
  const asks = last.current
  const figures = useLater(() => asks === 'figures' && import('../figures/page.js'), [], asks)
  const questions = useLater(
    () => asks === 'question' && import('../questions/page.js'),
    asks === 'question' ? ['questions'] : [],
    asks,
  )
  if (!asks) return html`<${Board} />`
  if (asks === 'figures' && figures) return html`<${figures.Page} />`
  if (asks === 'question' && questions) return html`<${questions.Page} />`
  return html`
    <${Frame} title=${words.value.board.figures} back="/board" wide=${true}>
      <${Bones} lines=${6} />
      <//>
  `
}

function Board() {
  const own = post.value?.area.code ?? ''
  const area = query.value.get('area') ?? own
  const variables = {
    area,
    open: { open: true, area },
    late: { lights: ['RED'], area },
    stuck: { overdue: true, states: ['BLOWN', 'JOINT', 'CONCLUDED'], area },
    spot: { pending: true, area },
    hot: { states: ['PROPOSED', 'ADOPTED'], area },
    period: lastDays(),
  }
  const reading = useRead(own && `overview:${area}:${variables.period.from}`, Overview, variables)
  const news = useNews()
  const later = useLater(() => import('../notice/digest.js'), ['notice'])
  const again = () => {
    news.clear()
    reading.again()
  }
  const t = words.value
  const sub = reading.fetchedAt ? t.updated(stamp(reading.fetchedAt)) : undefined
  return html`
    <${Frame} title=${t.board.title} sub=${sub} wide=${true}>
      <div class="overview">
          ${later && html`<${later.UnreadStrip} />`}<${News} at=${news.at} onShow=${again} />
          ${reading.failure && html`<${Trouble} failure=${reading.failure} again=${again} />`}
          ${reading.data
            ? html`<${Overall} data=${reading.data} area=${area} own=${own} onChanged=${again} />`
            : reading.waiting && html`<${Bones} lines=${5} again=${again} />`}
        </div>
      <//>
  `
}

/** @param {{ data: any, area: string, own: string, onChanged: () => void }} props */
function Overall({ data, area, own, onChanged }) {
  const { board } = words.value
  const within = area === own ? '' : `&area=${area}`
  const asks = viewer.value?.explores
  return html`
    <${Tiles} lights=${data.lights} within=${within} />
        ${asks &&
          html`
            <p
              class="row whole"><a class="button main" href="/board?ask=">${board
                .questions}</a><a class="button" href=${`/board?by=LIGHT&open=1${within}`}>${board.made}</a>
                      <a class="button" href=${`/board?by=STREET&m=CASES,LATE,ON_TIME_SHARE,SATISFIED_SHARE&period=month${within}`}>${board
                        .figures}</a></p>
          `}
        ${area !== own &&
          html`<button type="button" class="button" onClick=${() =>
            refine({ area: null })}>${post.value?.area.name}</button>`}
        <${Block} title=${board.lateByStreet} none=${board.lateNone} empty=${data.longest.nodes.length === 0}
      more=${html`<a class="button" href=${`/desk?chip=late${within}`}>${board.all}</a>`}>
      <${Streets} rows=${data.lateByStreet} />
      ${asks && html`<a class="plain-link" href=${`/board?by=STREET&m=LATE&open=1${within}`}>${board.made}</a>`}
      <${Units} rows=${data.lateByUnit} />
      <ul class="cards">${data.longest.nodes.map((/** @type {any} */ one) =>
        html`<${IncidentCard} key=${one.id} incident=${one} />`
      )}</ul>
      <//>
      <${Block} title=${`${board.stuck} ${totalOf(data.stuck)?.count}`} none=${board
        .stuckNone} empty=${data.stuck.nodes.length === 0}
        more=${html`<a class="button" href=${`/w?chip=late${within}`}>${board.all}</a>`}>
        <ul class="cards">${data.stuck.nodes.map((/** @type {any} */ one) =>
          html`<${WhistleCard} key=${one.id} whistle=${one} />`
        )}</ul>
        <//>
        <${Block} title=${board.spot} none=${board.spotNone} empty=${data.spot.nodes.length === 0}>
          <ul class="cards">${data.spot.nodes.map((/** @type {any} */ one) =>
            html`<${Spot} key=${one.id} spot=${one} />`
          )}</ul>
          <//>
          <${Block} title=${board.hot} none=${board.hotNone} empty=${data.hot.nodes.length === 0}>
            <ul class="cards">${data.hot.nodes.map((/** @type {any} */ one) =>
              html`<${Hot} key=${one.id} issue=${one} />`
            )}</ul>
            <//>
            <${Rates} rates=${data.whistleRates} made=${asks &&
              html`<a class="plain-link" href=${`/board?of=whistle&by=STREET&m=WHISTLES&period=days30${within}`}>${board.made}</a>`} />
            <${Forms} data=${data} onChanged=${onChanged} />
  `
}

/** @type {Record<string, any>} */
const HOT = { ADOPT: AdoptSheet, DECLINE: DeclineHotSheet, SOLVE: SolveSheet }

/** The sheet that the address names: what is decided, about which row. @param {{ data: any, onChanged: () => void }} props */
function Forms({ data, onChanged }) {
  const { board } = words.value
  const [step = '', about] = (sheet.value ?? '').split(' ')
  const ours = (/** @type {any[]} */ nodes) => nodes.find((one) => one.id === about)
  const done = () => {
    closeSheet()
    onChanged()
  }
  const name = sheet.value ?? ''
  if (step === 'SPOT' && ours(data.spot.nodes)) {
    return html`
      <${Sheet} name=${name} title=${board.spotCheck}>
        <${SpotForm} spot=${ours(data.spot.nodes)} onDone=${done} />
        <//>
    `
  }
  const issue = step in HOT ? ours(data.hot.nodes) : null
  if (!issue) return null
  return html`
    <${Sheet} name=${name} title=${/** @type {any} */ (board.hotStep)[step]}>
      <${HOT[step]} issue=${issue} onDone=${done} />
      <//>
  `
}

/** Open, by light, which add up; each opens its list. @param {{ lights: any[], within: string }} props */
function Tiles({ lights, within }) {
  const { board, locale } = words.value
  const count = (/** @type {string} */ key) => lights.find((one) => one.key === key)?.count ?? 0
  const whole = lights.reduce((sum, one) => sum + one.count, 0)
  return html`<ul class="tiles figures-tiles">
    <li><a class="button" href=${`/desk?chip=open${within}`}><strong>${
    whole.toLocaleString(locale)
  }</strong> ${board.open}</a></li>
    ${
    LIGHTS.map((light) =>
      html`
        <li
          key=${light}><a class="button" href=${`/desk?chip=${
            CHIP[light]
          }${within}`}><${Lamp} light=${light} /><strong>${count(light).toLocaleString(locale)}</strong> ${lamp(
            light,
            language.value,
          )?.word}</a></li>
      `
    )
  }</ul>`
}

/** @param {{ title: string, none: string, empty: boolean, more?: any, children: any }} props */
function Block({ title, none, empty, more, children }) {
  return html`<section class="stack-close"><div class="spread"><h2>${title}</h2>${!empty && more}</div>
    ${empty ? html`<p class="note">${none}</p>` : children}</section>`
}

/** How many are late in each street, the first few at once; a tap opens them. @param {{ rows: any[] }} props */
function Streets({ rows }) {
  const most = Math.max(1, ...rows.map((one) => one.count))
  const sorted = [...rows].sort((one, other) => other.count - one.count)
  const listed = (/** @type {any[]} */ some) =>
    html`<ul class="bars-list">${
      some.map(({ key, label, count }) =>
        html`
          <li
            key=${key}><a href=${`/desk?chip=late&area=${key}`}><span>${label}</span><progress max=${most} value=${count} aria-hidden="true"></progress><span class="figures">${count}</span></a></li>
        `
      )
    }</ul>`
  const rest = sorted.slice(FIRST)
  return html`${listed(sorted.slice(0, FIRST))}${
    rest.length > 0 &&
    html`<details><summary>${words.value.board.others(rest.length)}</summary>${listed(rest)}</details>`
  }`
}

/** And with which units they stay. @param {{ rows: any[] }} props */
function Units({ rows }) {
  const { join } = words.value
  const told = [...rows].sort((one, other) => other.count - one.count).slice(0, 8)
  return html`<p class="note">${told.map(({ label, count }) => `${label} ${count}`).join(join)}</p>`
}

/** @param {{ spot: any }} props */
function Spot({ spot }) {
  const { board, join } = words.value
  const { incident } = spot
  const may = incident.allowedSteps.some((/** @type {any} */ one) => one.step === 'SPOT_CHECK' && one.allowed)
  return html`
    <li class="card">
      <div class="side"><div>
          <a class="plain-link" href=${`/i/${incident.id}`}>${named(incident.incidentClass)}</a>
          <div class="note">${[placeLine(incident), stamp(spot.drawnAt), board.spotOf(spot.share)].join(
            join,
          )}</div></div>
        ${may &&
          html`<button type="button" class="button" onClick=${() =>
            openSheet(`SPOT ${spot.id}`)}>${board.spotCheck}</button>`}
      </div>
    </li>
  `
}

/** @param {{ spot: any, onDone: () => void }} props */
function SpotForm({ spot, onDone }) {
  const [verdict, setVerdict] = useState('')
  const [text, setText] = useState('')
  const { busy, problems, submit } = useAct(SpotCheck, spot.incident, onDone, onDone)
  const { board, w } = words.value
  const options = Object.entries(board.verdict).map(([value, label]) => ({ value, label }))
  const off = !verdict ? w.decide.choose : verdict === 'INVALID' && !text.trim() ? w.missing(board.spotText) : ''
  return html`
    <${Problems} problems=${problems} />
    <p class="note">${named(spot.incident.incidentClass)} ${placeLine(spot.incident)}</p>
    <${Choices} id="verdict" legend=${board.spotAsk} value=${verdict} across=${true} options=${options}
      onChange=${setVerdict} />
    <${Text} id="spot-text" label=${board.spotText} optional=${verdict !== 'INVALID'} value=${text} rows=${2}
      onInput=${setText} />
    <${SubmitActs} label=${board.spotCheck} busy=${busy} off=${off} again=${unanswered(problems)} onSubmit=${() =>
      submit({ verdict, text: text.trim() || null })} />
  `
}

/** What happens again and again at one place, with what may be decided about it. @param {{ issue: any }} props */
function Hot({ issue }) {
  const { board, join } = words.value
  const one = issue.members.nodes[0]?.incident
  const title = `${named(issue.incidentClass)} ${board.hotOf(issue.count)}`
  const steps = issue.allowedSteps.filter((/** @type {any} */ { allowed }) => allowed)
  return html`<li class="card"><div class="row"><span class="chip plain">${
    board.hotState[/** @type {'PROPOSED'} */ (issue.state)]
  }</span></div>
    ${one ? html`<a class="plain-link" href=${`/i/${one.id}`}>${title}</a>` : html`<strong>${title}</strong>`}
    <div class="note">${
    [issue.grid.path, stamp(issue.lastAt), issue.ownerUnit?.name, issue.plan].filter(Boolean).join(join)
  }</div>
    <div class="row">${
    steps.map((/** @type {any} */ { step }) =>
      html`<button type="button" key=${step} class="button" onClick=${() => openSheet(`${step} ${issue.id}`)}>${
        /** @type {any} */ (board.hotStep)[step]
      }</button>`
    )
  }</div></li>`
}
