/**
 * A noun on its generic screens: its data, its words in the language of now, and what others do to it meanwhile.
 * @module
 */
import { useEffect, useRef, useState } from '../../vendor/preact-hooks.js'
import { NOUNS } from '../../api/nouns.js'
import { dayStamp } from '../../core/clockwords.js'
import { follow } from '../../core/live/live.js'
import { unsent } from '../../core/outbox/sending.js'
import { subjectOf } from '../../core/outbox/subject.js'
import { stamp } from '../clock.js'
import { posts } from '../here.js'
import { rows } from '../outbox/shown.js'
import { locale, words } from '../words.js'

/** @typedef {import('../../core/noun.js').Noun} Noun */
/** @typedef {import('../../core/noun.js').Label} Label */
/** @typedef {import('../../core/noun.js').Column} Column */

/**
 * The data of a noun; null while it comes, undefined where there is no such noun.
 * @param {string} name
 * @returns {Noun | null | undefined}
 */
export function useNoun(name) {
  const [noun, setNoun] = useState(/** @type {Noun | null | undefined} */ (null))
  useEffect(() => {
    const known = Object.hasOwn(NOUNS, name) ? NOUNS[name] : undefined
    if (!known) return setNoun(undefined)
    void known.load().then((found) => setNoun(found.noun), () => setNoun(undefined))
  }, [name])
  return noun
}

/** The nouns in the menu of who is here, by their posts. */
export function menu() {
  const mine = new Set(posts.value.map(({ role }) => String(role)))
  return Object.entries(NOUNS).filter(([, { to }]) => to.some((role) => mine.has(role)))
}

/** Whether it is in the menu of who is here: theirs to keep, not only to see. @param {Noun} noun */
export function isKeeper({ name }) {
  return menu().some(([one]) => one === name)
}

/** A label in the language of now. @param {Label | undefined} label */
export function say(label) {
  return label ? label[locale.value === 'en' ? 1 : 0] : ''
}

/** All labels in the language of now. @param {Record<string, Label>} labels @returns {Record<string, string>} */
export function sayAll(labels) {
  return Object.fromEntries(Object.entries(labels).map(([key, label]) => [key, say(label)]))
}

/** What one is called: its codes, else the noun's name. @param {Noun} noun @param {any} row */
export function titleOf(noun, row) {
  const codes = noun.heading.map((key) => textOf(noun, noun.columns.find((one) => one.key === key), row[key]))
  return codes.filter(Boolean).join(words.value.join) || say(noun.words)
}

/**
 * A value of a column as text; empty for none.
 * @param {Noun} noun
 * @param {Column | undefined} column of `state`: undefined
 * @param {any} value
 * @returns {string}
 */
export function textOf(noun, column, value) {
  if (value === null || value === undefined || value === '') return ''
  if (!column) return say(noun.states[value])
  switch (column.kind) {
    case 'code':
      return say(column.codes?.[value]) || String(value)
    case 'moment':
      return stamp(value)
    case 'day':
      return dayStamp(value, locale.value)
    case 'area':
      return value.path ?? value.name
    case 'unit':
    case 'person':
      return value.name
    case 'incident':
    case 'whistle':
      return `#${value.number ?? ''}`
    case 'flag':
      return value ? words.value.noun.yes : ''
    case 'photos':
      return value.length ? words.value.noun.photos(value.length) : ''
    case 'files':
      return value.length ? words.value.file.count(value.length) : ''
    default:
      return String(value)
  }
}

/** What of the noun lies on this phone, of one or of all. @param {string} kind @param {string} [id] */
export function waiting(kind, id) {
  return rows.value.filter((row) => {
    const about = subjectOf(row)
    return about.kind === kind && (id === undefined || about.id === id) && unsent(row)
  })
}

/** Reads again when something of it that lay here has arrived. @param {string} kind @param {string | undefined} id @param {() => void} again */
export function useArrived(kind, id, again) {
  const left = waiting(kind, id).length
  const before = useRef(left)
  useEffect(() => {
    if (left < before.current) again()
    before.current = left
  }, [left])
}

/**
 * When others last changed something of a noun, or one of it.
 * @param {string} kind
 * @param {string} [id]
 */
export function useNounNews(kind, id) {
  const [at, setAt] = useState(/** @type {string | number | null} */ (null))
  useEffect(() =>
    follow({
      onChange: (change) => {
        if (change.subjectKind === kind && (!id || change.subjectId === id) && !isMine(change)) setAt(change.at)
      },
      onFresh: () => setAt(Date.now()),
    }), [kind, id])
  return { at, clear: () => setAt(null) }
}

/** Steps that this person took a moment ago, by subject: when the server answered, ms. @type {Map<string, number>} */
const own = new Map()

/** @param {string} id */
export function didIt(id) {
  own.set(id, Date.now())
}

/** Whether it is one's own step that is told here. @param {import('../../core/live/live.js').Change} change */
function isMine({ subjectId, at }) {
  const sent = rows.value.some((row) =>
    subjectOf(row).id === subjectId && row.receipt && Math.abs(Date.parse(row.receipt.at) - Date.parse(at)) < 2000
  )
  return sent || Date.now() - (own.get(subjectId) ?? 0) < 5000
}
