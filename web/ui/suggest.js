/**
 * The classes of incidents on this phone, and its grids: the catalogue, the six that this person will most likely want, and the search.
 * @module
 */
import { useEffect, useState } from '../vendor/preact-hooks.js'
import { signal } from '../vendor/signals.js'
import { followReference } from '../core/replica/reference.js'
import { me } from '../core/session/session.js'
import { fact, setFact } from '../core/replica/store.js'
import { useLater } from './later.js'

/** @typedef {{ code: string, name: string, nameEn: string, words: string, selfResolve: boolean, verify: boolean, evidence: string,
 *   checkPolicy: string, severity: number, position: number, major: { code: string } }} IncidentClass */

/** The whole catalogue, as last read. */
export const catalogue = signal(/** @type {{ majors: any[], classes: IncidentClass[] } | null} */ (null))
/** The grids that can be drawn, as last read; null while unknown. */
export const drawn = signal(/** @type {any[] | null} */ (null))

/** How many tiles. */
const TILES = 6

let stop = () => {}

/** Shows what the phone of whoever signed in refers to, and what comes with its copy. */
export function showReference() {
  stop()
  catalogue.value = drawn.value = null
  stop = followReference((held) => {
    catalogue.value = held.catalogue
    drawn.value = held.grids
  })
}

/** @param {string | null | undefined} code */
export function classOf(code) {
  return catalogue.value?.classes.find((one) => one.code === code) ?? null
}

/** @param {IncidentClass} one whether it is one of the "other" classes, which say nothing without a line of text */
export function isOther(one) {
  return one.name.includes('其他') || one.code.endsWith('99')
}

/**
 * The tiles: what this person reported lately, then the catalogue's own order; the last tile is "other". Fixed once drawn.
 * @returns {Promise<IncidentClass[]>}
 */
export async function tiles() {
  const all = [...(catalogue.peek()?.classes ?? [])].sort((a, b) => a.position - b.position)
  const used = /** @type {Record<string, number>} */ ((await fact(await key())) ?? {})
  const other = all.find(isOther)
  const usual = all.filter((one) => !isOther(one)).sort((a, b) =>
    (used[b.code] ?? 0) - (used[a.code] ?? 0) || a.position - b.position
  )
  return other ? [...usual.slice(0, TILES - 1), other] : usual.slice(0, TILES)
}

/** @returns {Promise<`classes:${string}`>} */
async function key() {
  return `classes:${(await me())?.id ?? ''}`
}

/** Remembers a choice; older ones count less. @param {string} code */
export async function chose(code) {
  const name = await key()
  const used = /** @type {Record<string, number>} */ ((await fact(name)) ?? {})
  const faded = Object.fromEntries(Object.entries(used).map(([one, weight]) => [one, weight * 0.9]))
  await setFact(name, { ...faded, [code]: (faded[code] ?? 0) + 1 }).catch(() => {})
}

/**
 * What a search among the classes finds. What that takes comes with the screen, how characters are read when letters are typed.
 * @param {string} text
 * @returns {IncidentClass[] | null} null: nothing is searched for
 */
export function useFound(text) {
  const code = useLater(() => import('../core/class_search.js'))
  const [reading, setReading] = useState(/** @type {{ of: (character: string) => string } | null} */ (null))
  const letters = code?.isByLetters(text)
  useEffect(() => {
    if (letters && !reading) import('../core/pinyin.js').then((code) => setReading({ of: code.reading }), () => {})
  }, [letters])
  return code && text.trim() ? code.matching(catalogue.value?.classes ?? [], text, reading?.of) : null
}
