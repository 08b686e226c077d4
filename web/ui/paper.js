/**
 * What a printed page says of itself, and what makes it whole: moments bear their dates, and what is folded is unfolded, by whichever
 * way it is printed; only how times were reckoned, two pages of it, is printed by who unfolded it.
 * @module
 */
import { moment } from '../core/csv.js'
import { serverNow } from '../core/server_time.js'
import { onPaper } from './clock.js'
import { post, role } from './here.js'
import { words } from './words.js'

/** @type {HTMLDetailsElement[]} */
let unfolded = []

addEventListener('beforeprint', () => {
  onPaper.value = true
  unfolded = [...document.querySelectorAll('main details:not([open], .because)')].map((one) =>
    Object.assign(/** @type {HTMLDetailsElement} */ (one), { open: true })
  )
})
addEventListener('afterprint', () => {
  onPaper.value = false
  for (const one of unfolded) one.open = false
  unfolded = []
})

/** What is still to be shown, a sheet that closes, is shown by then; ms. */
const SHOWN = 150

/** Prints as our own buttons do: `beforeprint` would come too late, since nothing is shown anew while a script calls for paper. */
export function print() {
  onPaper.value = true
  setTimeout(() => globalThis.print(), SHOWN)
}

/** By which post, and when. */
export function printedBy() {
  const { paper, role: roles } = /** @type {any} */ (words.value)
  const by = [post.value?.unit?.name ?? post.value?.area.name, roles[role.value ?? '']].filter(Boolean)
  return [...by, paper.printed(moment(serverNow()))].join(' · ')
}
