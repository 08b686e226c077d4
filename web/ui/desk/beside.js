/**
 * The desk's list beside what one opened from it on a wide screen: a whistle, a notice, the hand-over. It stays as it
 * stood while one goes from page to page.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { post, sections, settings } from '../here.js'
import { html } from '../html.js'
import { go, path } from '../route.js'
import { wide } from '../wide.js'
import { need, words } from '../words.js'
import { DeskList } from './list.js'
import { useListed } from './listed.js'
import { deskOf } from './widths.js'

const PAGES = /^\/(w\/|i\/|notices|handover|report)/

/** @param {{ dress: (name: string) => Promise<any> | undefined }} props `dress`: brings a style sheet */
export function Beside({ dress }) {
  const [ready, setReady] = useState(false)
  const shown = wide.value && sections.value.includes('desk') && PAGES.test(path.value)
  useEffect(() => {
    if (shown) void Promise.all([need(['desk', 'rows', 'moves']), dress('desk')]).then(() => setReady(true))
  }, [shown])
  return shown && ready ? html`<${List} key=${post.value?.id} />` : null
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
