/**
 * What of a demand is shown otherwise than the generic screens do: how much of it is claimed and left, who has claimed, the
 * button of who speaks for a firm, and the list of a quarter on one page of paper.
 * @module
 */
import { useEffect } from '../../vendor/preact-hooks.js'
import { DemandYear } from '../../api/operations.js'
import { dayStamp } from '../../core/clockwords.js'
import { serverNow } from '../../core/server_time.js'
import { operationOf } from '../../core/noun.js'
import { usePages } from '../feed.js'
import { post, posts } from '../here.js'
import { html } from '../html.js'
import { NounDue, NounState } from '../noun/card.js'
import { NounForm } from '../noun/form.js'
import { say, useNoun, useNounNews } from '../noun/reading.js'
import { Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { printedBy } from '../paper.js'
import { useRead } from '../read.js'
import { closeSheet, openSheet, query, refine } from '../route.js'
import { locale, words } from '../words.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */
/** @typedef {{ id: string, state: string, text: string, quantity: number, measure: string, claimed: number, confirmed: number, quarter: string, neededBy: string, area: { name: string } | null }} Need */
/** @typedef {{ id: string, state: string, quantity: number, measure: string, needed: string, unit: { name: string } | null, area: { name: string } | null }} Part */

/** The step of the form by which a claim begins. */
const MAKE = 'MAKE'
/** Rows of a printed list. */
const ON_PAPER = 20

/** Whether somebody who speaks for a firm is here. */
function speaksForFirm() {
  return posts.value.some(({ role }) => role === 'ENTERPRISE_LIAISON')
}

/** Who speaks for a firm has these screens as their own, with two chips. @param {'free' | 'todo'} mine what the first of them is called */
export function firmsTodo(mine) {
  return speaksForFirm() ? words.value.demand[mine] : ''
}

export const narrow = () => firmsTodo('free')

/** How much may still be claimed. @param {Need} row */
function leftOf(row) {
  return row.state === 'PUBLISHED' ? row.quantity - row.claimed : 0
}

/** How much is claimed, as a bar and in words. @param {{ row: Need }} props */
function Claimed({ row }) {
  const t = words.value.demand
  const left = leftOf(row)
  if (row.state === 'DRAFT') return html`<div class="figures">${row.quantity} ${row.measure}</div>`
  const told = t.progress(row.claimed, row.quantity, row.measure)
  return html`
    <div class="claimed">
      <progress max=${row.quantity} value=${row.claimed} aria-label=${told}></progress>
      <div class="figures">${told} · ${left > 0 ? t.left(left, row.measure) : t.full}</div>
    </div>
  `
}

/** One of the list. @param {{ noun: Noun, row: Need }} props */
export function Card({ noun, row }) {
  const href = `/n/demand/${row.id}`
  return html`
    <li class="card">
      <div class="row"><${NounState} noun=${noun} state=${row.state} /><${NounDue} noun=${noun} row=${row} /></div>
      <a class="cover clamp" href=${href}>${row.text}</a>
      <${Claimed} row=${row} />
      <div class="note">${row.area?.name}</div>
      ${speaksForFirm() && leftOf(row) > 0 &&
        html`<a class="button main above no-print" href=${`${href}?do=${MAKE}`}>${words.value.demand.claim}</a>`}
    </li>
  `
}

/** Shanghai's hours ahead, in ms. */
const EAST = 8 * 3_600_000
/** Digits of a street's code. */
const STREET = 9

/** What became of this year's demands in one's street, else in the district: each share with what it is one of. */
export function Head() {
  const year = new Date(serverNow() + EAST).getUTCFullYear()
  const { data } = useRead(`demands:${year}`, DemandYear, { year })
  if (!data) return null
  const street = post.value?.area.code.slice(0, STREET)
  const of = (/** @type {{ area: { code: string } }} */ one) => one.area.code === street
  const needs = data.demandFigures.find(of) ?? data.demandFigures[0]
  const parts = data.claimFigures.find(of) ?? data.claimFigures[0]
  if (!needs?.published) return null
  const t = words.value.demand
  return html`<p class="note figures">${t.year(year, needs.area.name)} ${
    t.needs(needs.published, needs.claimed ?? 0)
  } · ${t.parts(parts?.claimed ?? 0, parts?.delivered ?? 0)}</p>`
}

/** The list as it is printed: a line each. @param {{ rows: Need[] }} props */
export function Paper({ rows }) {
  const t = words.value.demand
  const quarter = rows.find((row) => row.quarter)?.quarter
  if (!quarter) return null
  const shown = rows.filter((row) => row.quarter === quarter).slice(0, ON_PAPER)
  return html`
    <section class="only-print paper-list">
      <h2>${t.title(quarter)}</h2>
      <table>
        <thead>
          <tr>${t.head.map((one) => html`<th key=${one} scope="col">${one}</th>`)}</tr>
        </thead>
        <tbody>${shown.map((row) =>
          html`
            <tr key=${row.id}>
              <td>${row.area?.name}</td>
              <td>${row.text}</td>
              <td>${row.quantity} ${row.measure}</td>
              <td>${row.claimed}</td>
              <td>${leftOf(row)}</td>
              <td>${dayStamp(row.neededBy, locale.value)}</td>
            </tr>
          `
        )}</tbody>
      </table>
      <p>${printedBy()}</p>
    </section>
  `
}

/** Who has claimed of one, and the way to claim. @param {{ row: Need, again: () => void }} props */
export function Beside({ row, again }) {
  const claim = useNoun('claim')
  return claim ? html`<${Claims} noun=${claim} row=${row} again=${again} />` : null
}

/** @param {{ noun: Noun, row: Need, again: () => void }} props `noun`: claims */
function Claims({ noun, row, again }) {
  const t = words.value.demand
  const feed = usePages(operationOf(noun, 'List'), { filter: { demand: row.id } }, noun.list)
  const news = useNounNews('claim')
  const make = noun.commands.find(({ step }) => step === MAKE)
  const open = speaksForFirm() && leftOf(row) > 0 && make
  useEffect(() => {
    if (news.at) feed.again()
  }, [news.at])
  useEffect(() => {
    if (query.peek().get('do') !== MAKE) return
    refine({ do: null })
    if (open) openSheet(MAKE)
  }, [])
  const changed = () => {
    feed.again()
    again()
  }
  const done = () => {
    closeSheet()
    changed()
  }
  if (row.state === 'DRAFT') return null
  return html`<section class="stack-close">
    <${Claimed} row=${row} />
    ${row.confirmed > 0 && html`<p class="figures">${t.confirmed(row.confirmed, row.measure)}</p>`}
    ${
    open && html`<button type="button" class="button main full no-print" onClick=${() =>
      openSheet(MAKE)}>${t.claim}</button>`
  }
    <h2>${speaksForFirm() ? t.mine : t.claims}</h2>
    ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
    ${feed.data && feed.nodes.length === 0 && html`<p class="note">${t.nobody}</p>`}
    <ul class="cards">${feed.nodes.map((one) => html`<${ClaimCard} key=${one.id} noun=${noun} row=${one} />`)}</ul>
    ${feed.hasMore && html`<a href="/n/claim">${t.more}</a>`}
    ${
    open && html`
      <${Sheet} name=${MAKE} title=${`${say(make.words)}（${t.left(leftOf(row), row.measure)}）`}>
        <${NounForm} noun=${noun} command=${make} row=${null} about=${row.id} onDone=${done}
          onStale=${changed} />
        <//>
    `
  }
  </section>`
}

/** A claim with how much of it is whose. @param {{ noun: Noun, row: Part }} props */
export function ClaimCard({ noun, row }) {
  return html`
    <li class="card">
      <div class="row"><${NounState} noun=${noun} state=${row.state} /><${NounDue} noun=${noun} row=${row} /></div>
      <a class="cover" href=${`/n/claim/${row.id}`}>${row.unit?.name} · ${row.quantity} ${row.measure}</a>
      ${row.needed && html`<p class="clamp">${row.needed}</p>`}
      <div class="note">${row.area?.name}</div>
    </li>
  `
}
