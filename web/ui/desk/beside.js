/**
 * The desk's list beside what one opened from it on a wide screen: a whistle, a notice, the hand-over. It stays as it
 * stood while one goes from page to page.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { deskChips } from '../filters.js'
import { post, role, sections, settings } from '../here.js'
import { html } from '../html.js'
import { go, path } from '../route.js'
import { wide } from '../wide.js'
import { need, words } from '../words.js'
import { DeskList } from './list.js'
import { useListed } from './listed.js'
import { PaletteKey } from './palette_key.js'
import { deskOf } from './widths.js'

const PAGES = /^\/(w\/|i\/|notices|handover|report)/

/** @param {{ dress: (name: string) => Promise<any> | undefined }} props `dress`: brings a style sheet */
export function Beside({ dress }) {
  const [ready, setReady] = useState(false)
  const has = wide.value && sections.value.includes('desk')
  const shown = has && PAGES.test(path.value)
  useEffect(() => {
    if (shown) void Promise.all([need(['desk', 'rows', 'moves']), dress('desk')]).then(() => setReady(true))
  }, [shown])
  if (shown) return ready ? html`<${List} key=${post.value?.id} />` : null
  return has && !path.value.startsWith('/desk') ? html`<${Alone} dress=${dress} />` : null
}

/** Where no list stands, the palette leads to it. @param {{ dress: (name: string) => Promise<any> | undefined }} props */
function Alone({ dress }) {
  const desk = {
    alone: true,
    chips: deskChips(role.value),
    focused: null,
    select: (/** @type {string} */ id) => go(`/desk/${id}`),
  }
  const ready = () => Promise.all([need(['desk', 'rows', 'incident', 'moves']), dress('desk')])
  return html`<${PaletteKey} desk=${desk} ready=${ready} />`
}

function List() {
  const listed = useListed({ own: false })
  const desk = { ...listed, select: (/** @type {string} */ id) => go(listed.way(id)) }
  const { list } = deskOf(settings.value, post.value?.id)
  useEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--list', list ? `${list}px` : '')
    return () => style.removeProperty('--list')
  }, [list])
  return html`
    <aside class="pane beside no-print" id="pane-list" tabindex="-1" aria-label=${words.value.desk.list}>
      <${DeskList} desk=${desk} inPane=${true} />
    </aside>
  `
}
