/**
 * V41: whose phone is behind, and what lies on it. Devices of an area, never persons in a row; no place and no hours.
 * @module
 */
import { SyncHealth, SyncSums } from '../../api/operations.js'
import { RELEASE } from '../../core/outbox/outbox.js'
import { usePages } from '../feed.js'
import { home, post } from '../here.js'
import { html } from '../html.js'
import { Chips, More } from '../parts/finder.js'
import { Frame } from '../parts/frame.js'
import { Bones, Empty, Trouble } from '../parts/quiet.js'
import { useRead } from '../read.js'
import { query, refine } from '../route.js'
import { words } from '../words.js'
import { Device, save } from './device.js'
import { Stuck } from './stuck.js'

/** Each chip, with the server's name of it and the sum that counts it. */
const KINDS = /** @type {const} */ ({
  behind: ['BEHIND', 'behind'],
  needs: ['NEEDS_YOU', 'needsYou'],
  old: ['OLD', 'old'],
  waiting: ['WAITING', 'waiting'],
  clock: ['CLOCK', 'clock'],
  lost: ['LOST', 'lost'],
})

export function Page() {
  const area = query.value.get('area') ?? post.value?.area.code ?? null
  const stuck = query.value.get('show') === 'stuck'
  const { health } = words.value
  const remembered = `sync-sums:${area}` // read anew with each view
  const { data } = useRead(`${remembered}:${stuck}`, SyncSums, { area, version: RELEASE }, { remembered })
  const sums = data?.syncSums
  return html`
    <${Frame} title=${health.title} sub=${post.value?.area.name} back=${home.value}>
      <div class="stack">
        ${sums && html`<p><strong>${health.sums(sums.devices, sums.today)}</strong></p>`}
        <p class="note">${health.what}</p>
        ${stuck ? html`<${Stuck} area=${area} />` : html`<${Devices} area=${area} sums=${sums} />`}
      </div>
      <//>
  `
}

/** @param {{ area: string | null, sums: any }} props */
function Devices({ area, sums }) {
  const chip = /** @type {keyof typeof KINDS | null} */ (query.value.get('chip'))
  const only = (chip && KINDS[chip]?.[0]) ?? null
  const feed = usePages(SyncHealth, { area, only, version: RELEASE }, 'syncHealth')
  const { health } = words.value
  const chips = [{ key: 'all', label: health.all, count: sums?.devices ?? null }]
  for (const [key, [, sum]] of Object.entries(KINDS)) {
    const count = sums?.[sum] ?? null
    if (count || key === chip) {
      chips.push({ key, label: health.kinds[/** @type {keyof typeof KINDS} */ (key)], count })
    }
  }
  const lying = sums ? sums.conflicts + sums.refused : 0
  return html`
    <${Chips} chosen=${chip ?? 'all'} chips=${chips} onChoose=${(/** @type {string} */ key) =>
      refine({ chip: key === 'all' ? null : key })} />
    ${lying > 0 && html`<button type="button" class="button full" onClick=${() => refine({ show: 'stuck' })}>${
      health
        .lying(sums.conflicts, sums.refused)
    }</button>`}
    ${feed.failure && html`<${Trouble} failure=${feed.failure} again=${feed.again} />`}
    ${!feed.data && feed.waiting && html`<${Bones} again=${feed.again} />`}
    ${feed.data && feed.nodes.length === 0 && html`<${Empty} text=${health.none} />`}
    <ul class="cards">${feed.nodes.map((one) => html`<${Device} key=${one.id} device=${one} />`)}</ul>
    <${More} feed=${feed} />
    ${feed.nodes.length > 0 &&
      html`<button type="button" class="button full" onClick=${() => save(feed.nodes)}>${health.download}</button>`}
  `
}
