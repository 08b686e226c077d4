/**
 * The list of a noun that has no screens of its own: chips, places, thirty at a time, and what still lies on this phone.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { filterOf, operationOf } from '../../core/noun.js'
import { stamp } from '../clock.js'
import { usePages } from '../feed.js'
import { html } from '../html.js'
import { isKeeper, say, useArrived, useNounNews, waiting } from './reading.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { NounCard } from './card.js'
import { AreaPick } from './field.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { Sheet } from '../parts/sheet.js'
import { News } from '../parts/strips.js'
import { Unsent } from '../outbox/unsent.js'
import { closeSheet, openSheet, query, refine } from '../route.js'
import { NounForm } from './form.js'
import { print } from '../paper.js'
import { words } from '../words.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */

/** @param {{ noun: Noun, own?: import('./page.js').Own }} props */
export function NounList({ noun, own = {} }) {
  const t = words.value
  const chip = query.value.get('chip') ?? (noun.mine && isKeeper(noun) ? 'mine' : 'all')
  const area = query.value.get('area')
  const counted = query.value.get('count') === '1'
  const filter = filterOf(noun, { chip, area })
  const feed = usePages(operationOf(noun, counted ? 'Counted' : 'List'), { filter }, noun.list)
  const news = useNounNews(noun.name)
  const again = () => {
    news.clear()
    feed.again()
  }
  useArrived(noun.name, undefined, again)
  const narrow = own.narrow?.()
  const chips = [
    ...(noun.mine ? [{ key: 'mine', label: narrow || say(noun.mine) }] : []),
    ...(noun.byState && !narrow ? Object.entries(noun.states).map(([key, label]) => ({ key, label: say(label) })) : []),
    { key: 'all', label: t.noun.all },
  ]
  return html`
    <${Frame} title=${say(noun.words)} back=${narrow ? undefined : '/me'} sub=${feed.fetchedAt
      ? t.updated(stamp(feed.fetchedAt))
      : undefined}
      action=${html`<button type="button" class="button plain no-print" onClick=${print}>${t.noun.print}</button>`}>
      <div class="stack">
        <${News} at=${news.at} onShow=${again} />
        ${own.Head && html`<${own.Head} />`}
        <div class="no-print"><${Chips} chips=${chips} chosen=${chip} onChoose=${(/** @type {string} */ key) =>
          refine({ chip: key })} /></div>
        ${noun.byArea && !narrow && html`
          <div class="no-print">
            <${AreaPick} id="area" label=${t.noun.area} none=${t.noun.anyArea} most=${15} optional=${true}
              value=${area ?? ''} onChange=${(/** @type {string} */ code) => refine({ area: code || null })} />
          </div>
        `}
        <${Here} noun=${noun} />
        <${Found} noun=${noun} own=${own} feed=${feed} again=${again} plain=${chip === 'all' && !area} />
      </div>
      ${!narrow && html`<${Begin} noun=${noun} onDone=${again} />`}
      <//>
  `
}

/** What of it still lies on this phone. @param {{ noun: Noun }} props */
function Here({ noun }) {
  const mine = waiting(noun.name)
  if (mine.length === 0) return null
  return html`
    <section aria-labelledby="here">
      <h2 id="here">${words.value.noun.here(mine.length)}</h2>
      <ul class="cards">${mine.map((row) => html`<${Unsent} key=${row.opId} row=${row} />`)}</ul>
    </section>
  `
}

/** @param {{ noun: Noun, own: import('./page.js').Own, feed: ReturnType<typeof usePages>, again: () => void, plain: boolean }} props `plain`: nothing was filtered */
function Found({ noun, own: { Card = NounCard, Paper }, feed, again, plain }) {
  const t = words.value
  const failure = feed.failure ?? feed.nextFailure
  return html`
    ${failure && html`<${Trouble} failure=${failure} again=${again} />`}
    ${!feed.data && feed.waiting && html`<${Bones} lines=${4} again=${again} />`}
    ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${plain ? t.noun.none : t.list.none}>
      <p>${say(noun.empty)}</p>${
      !plain && html`<button type="button" class="button" onClick=${() =>
        refine({ chip: 'all', area: null })}>${t.noun.seeAll}</button>`
    }<//>`}
    ${Paper && html`<${Paper} rows=${feed.nodes} />`}
    <ul class=${Paper ? 'cards no-print' : 'cards'}>${feed.nodes.map((row) =>
      html`<${Card} key=${row.id} noun=${noun} row=${row} />`
    )}</ul>
    <${More} feed=${feed} />
    ${feed.nodes.length > 0 && html`<div class="row centre no-print">
      <span class="note" role="status">${
      feed.total === null ? t.list.shown(feed.nodes.length) : t.noun.total(feed.total, feed.exact)
    }</span>
      ${
      feed.total === null && feed.hasMore && html`<button type="button" class="button plain" onClick=${() =>
        refine({ count: '1' })}>${t.noun.count}</button>`
    }
      <button type="button" class="button plain" onClick=${again}>${t.refresh}</button></div>`}
  `
}

/** A button for each command that makes a new one, and its form. @param {{ noun: Noun, onDone: () => void }} props */
function Begin({ noun, onDone }) {
  const begins = noun.commands.filter((one) => one.begins && !one.about)
  const [wanted] = useState(() => query.peek().get('do'))
  useEffect(() => {
    if (!begins.some(({ step }) => step === wanted)) return
    refine({ do: null })
    openSheet(String(wanted))
  }, [])
  const done = () => {
    closeSheet()
    onDone()
  }
  if (begins.length === 0) return null
  return html`
    <div class="acts">
      <div class="two">${begins.map((command) =>
        html`<button type="button" key=${command.step} class="button main full" onClick=${() =>
          openSheet(command.step)}>${say(command.words)}</button>`
      )}</div>
    </div>${begins.map((command) =>
      html`
        <${Sheet} key=${command.step} name=${command.step} title=${say(command.words)}>
          <${NounForm} noun=${noun} command=${command} row=${null} onDone=${done} onStale=${done} />
          <//>
      `
    )}
  `
}
