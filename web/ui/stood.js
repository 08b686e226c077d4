/**
 * Where each list stood: how many rows it had and how far down one was. Back finds it so, and so does a reload.
 * @module
 */
import { useEffect, useRef } from '../vendor/preact-hooks.js'
import { onSession } from '../core/session/session.js'

/** @typedef {{ rows: number, top: number }} Place */

/** By the list's key. @type {Map<string, Place>} */
const places = new Map()
/** The list that was looked at last. */
let last = ''

const KEPT = 'list' // for a reload of this tab, by the same person
const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
sessionStorage.removeItem(KEPT)
if (kept && kept.by === history.state?.by) places.set(kept.key, kept)

addEventListener('pagehide', () => {
  const place = places.get(last)
  if (place) sessionStorage.setItem(KEPT, JSON.stringify({ by: history.state?.by, key: last, ...place }))
})

onSession(() => places.clear()) // what one person looked for is nothing to the next

/** @param {string} key @returns {Place} */
export function placeOf(key) {
  return places.get(key) ?? { rows: 0, top: 0 }
}

/**
 * Puts a list where it stood once its rows are there, and keeps where it stands.
 * @param {string} key
 * @param {{ nodes: any[], waiting: boolean }} feed
 * @param {{ current: HTMLElement | null }} within somewhere in what scrolls: a pane, or else the page
 */
export function useStood(key, { nodes: { length: rows }, waiting }, within) {
  const goal = useRef(/** @type {Place | null} */ (null))
  useEffect(() => {
    goal.current = placeOf(key)
    const scroller = scrollerOf(within.current)
    const heard = scroller === document.scrollingElement ? globalThis : scroller
    const keep = () => {
      if (!goal.current) places.set(key, { ...placeOf(key), top: scroller.scrollTop })
    }
    heard.addEventListener('scroll', keep, { passive: true })
    return () => heard.removeEventListener('scroll', keep)
  }, [key])
  useEffect(() => {
    if (rows === 0 && waiting) return
    last = key
    const { current: before } = goal
    if (before) scrollerOf(within.current).scrollTop = before.top
    if (!waiting) goal.current = null // rows that are remembered may still give way to those of now
    if (!goal.current) places.set(key, { rows, top: scrollerOf(within.current).scrollTop })
  }, [key, rows, waiting])
}

/** @param {HTMLElement | null} within @returns {Element} */
function scrollerOf(within) {
  return within?.closest('.pane') ?? /** @type {Element} */ (document.scrollingElement)
}
