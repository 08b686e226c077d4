/**
 * A day on which nothing waits: what is open in one's own area, out of the phone's copy, and what one can do now.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { hear } from '../../core/live/channel.js'
import { listed } from '../../core/replica/copy.js'
import { areaName, sections } from '../here.js'
import { html } from '../html.js'
import { IncidentCard } from '../incident/card.js'
import { Empty } from '../parts/quiet.js'
import { words } from '../words.js'

/** So many are shown; the rest is one tap away. */
const FEW = 3

export function Nothing() {
  const [open, setOpen] = useState(/** @type {{ nodes: any[], total: { count: number } } | null} */ (null))
  const { today, begun: t, tabs } = words.value
  useEffect(() => {
    const look = () =>
      void listed({ open: true }, 'URGENT_FIRST').then((found) => setOpen(found?.value.incidents), () => {})
    look()
    return hear('copy', look)
  }, [])
  const ways = /** @type {[string, string, string][]} */ ([
    ['report', '/report', t.report],
    ['map', '/map', tabs.map],
  ]).filter(([section]) => sections.value.includes(section))
  return html`
    <${Empty} text=${today.none} />
    <div class="two">${ways.map(([section, way, word], at) =>
      html`<a class="button full ${at === 0 ? 'main' : ''}" key=${section} href=${way}>${word}</a>`
    )}</div>
    ${open && open.total.count > 0 && html`<section class="stack-close" aria-labelledby="open-here">
      <h2 id="open-here">${t.openHere(areaName.value, open.total.count)}</h2>
      <ul class="cards">${
      open.nodes.slice(0, FEW).map((incident) => html`<${IncidentCard} key=${incident.id} incident=${incident} />`)
    }</ul>
      ${open.total.count > FEW && html`<a class="button full" href="/incidents">${t.openAll(open.total.count)}</a>`}
    </section>`}
  `
}
