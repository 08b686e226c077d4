/**
 * The desk's list: its filter, its rows, what is new. Beside another page it is the list that the desk showed last.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { signal } from '../../vendor/signals.js'
import { onSession } from '../../core/session/session.js'
import { useFeed } from '../feed.js'
import { deskChips, filterOf } from '../filters.js'
import { useNews } from '../follow.js'
import { post, role, settings } from '../here.js'
import { path, query, refine, refined } from '../route.js'
import { deskOf, keepDesk } from './widths.js'

/** What the desk's address asked for last. */
const lately = signal('')
onSession(() => (lately.value = ''))

/** @typedef {ReturnType<typeof useListed>} Listed */

/**
 * @param {{ own: boolean }} how `own`: of the desk's page, so its filter is kept in the address; that page stands on for a
 *   moment when the address is another's already
 */
export function useListed(how) {
  const own = how.own && /^\/desk(\/|$)/.test(path.value)
  const chips = deskChips(role.value)
  const asked = own ? query.value : new URLSearchParams(lately.value)
  const kept = deskOf(settings.value, post.value?.id).chip
  const chip = asked.get('chip') ?? (kept && chips.includes(kept) ? kept : chips[0]) ?? 'all'
  const text = asked.get('q') ?? ''
  const area = asked.get('area')
  const filter = filterOf({ chip, text, area })
  const feed = useFeed(filter, chip === 'closed' ? 'CHANGED_FIRST' : 'URGENT_FIRST', { counted: true })
  const news = useNews()
  const turn = useSlowly(news.changes.length + (feed.fetchedAt ?? 0))
  const again = () => {
    news.clear()
    feed.again()
  }
  const search = String(asked) && `?${asked}`
  useEffect(() => {
    if (own) lately.value = search
    if (own && asked.has('chip')) keepDesk({ chip })
  }, [search])
  /** @param {Record<string, string | null>} changes */
  const choose = (changes) => {
    if (own) refine(changes)
    else lately.value = refined(lately.value, changes)
  }
  const way = (/** @type {string} */ id) => `/desk/${id}${search}`
  return {
    own,
    chips,
    chip,
    text,
    area,
    filter,
    feed,
    news,
    turn,
    again,
    choose,
    way,
    search: sought({ chip, text, area }),
  }
}

/** The list as an address asks for it, with what was left to the usual. @param {{ chip: string, text: string, area: string | null }} list */
function sought({ chip, text, area }) {
  return `?${new URLSearchParams({ chip, ...(text && { q: text }), ...(area && { area }) })}`
}

const CALM = 3000

/** The value, at most every three seconds: counts and map follow what happens without asking at each event. @param {number} value */
function useSlowly(value) {
  const [shown, show] = useState(value)
  const last = useRef(0)
  useEffect(() => {
    const wait = Math.max(0, last.current + CALM - Date.now())
    const timer = setTimeout(() => {
      last.current = Date.now()
      show(value)
    }, wait)
    return () => clearTimeout(timer)
  }, [value])
  return shown
}
