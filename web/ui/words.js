/**
 * The words on the screens, in the language that the person chose. A page names the books it needs before it opens.
 * @module
 */
import { signal } from '../vendor/signals.js'

/** @typedef {typeof import('../core/words/zh.js').zh} Shared */
/** @typedef {typeof import('../core/words/zh_report.js').zh_report} Reporting */
/** @typedef {typeof import('../core/words/zh_incident.js').zh_incident} Incidents */
/** @typedef {typeof import('../core/words/zh_forms.js').zh_forms} Forms */
/** @typedef {typeof import('../core/words/zh_outbox.js').zh_outbox} Sending */
/** @typedef {typeof import('../core/words/zh_desk.js').zh_desk} Desk */
/** @typedef {typeof import('../core/words/zh_me.js').zh_me} Mine */
/** @typedef {typeof import('../core/words/zh_notice.js').zh_notice} Telling */
/** @typedef {typeof import('../core/words/zh_moves.js').zh_moves} Moves */
/** @typedef {typeof import('../core/words/zh_whistle.js').zh_whistle} Whistling */
/** @typedef {typeof import('../core/words/zh_board.js').zh_board} Overseeing */
/** @typedef {typeof import('../core/words/zh_conflict.js').zh_conflict} Conflicting */
/** @typedef {typeof import('../core/words/zh_carry.js').zh_carry} Carrying */
/** @typedef {typeof import('../core/words/zh_health.js').zh_health} Health */
/** @typedef {typeof import('../core/words/zh_pin.js').zh_pin} Pins */
/** @typedef {typeof import('../core/words/zh_because.js').zh_because} Explaining */
/** @typedef {typeof import('../core/words/zh_begun.js').zh_begun} Unfinished */
/** @typedef {typeof import('../core/words/zh_typed.js').zh_typed} Typed */
/** @typedef {typeof import('../core/words/zh_complaint.js').zh_complaint} Complaining */
/** @typedef {typeof import('../core/words/zh_noun.js').zh_noun} Nouns */
/** @typedef {Shared & Nouns & Reporting & Incidents & Forms & Moves & Sending & Desk & Mine & Telling & Whistling & Overseeing & Conflicting & Carrying & Health & Pins & Explaining & Unfinished & Typed & Complaining} Words a page sees the books that its route named */
/** @typedef {'shared' | 'report' | 'incident' | 'forms' | 'moves' | 'outbox' | 'desk' | 'me' | 'notice' | 'whistle' | 'board' | 'conflict' | 'carry' | 'health' | 'pin' | 'because' | 'begun' | 'typed' | 'noun' | 'complaint'} Book */

/** @type {Record<'zh' | 'en', Record<Book, () => Promise<Record<string, any>>>>} */
const SHELF = {
  zh: {
    shared: () => import('../core/words/zh.js'),
    report: () => import('../core/words/zh_report.js'),
    incident: () => import('../core/words/zh_incident.js'),
    forms: () => import('../core/words/zh_forms.js'),
    moves: () => import('../core/words/zh_moves.js'),
    outbox: () => import('../core/words/zh_outbox.js'),
    desk: () => import('../core/words/zh_desk.js'),
    me: () => import('../core/words/zh_me.js'),
    notice: () => import('../core/words/zh_notice.js'),
    whistle: () => import('../core/words/zh_whistle.js'),
    board: () => import('../core/words/zh_board.js'),
    conflict: () => import('../core/words/zh_conflict.js'),
    carry: () => import('../core/words/zh_carry.js'),
    health: () => import('../core/words/zh_health.js'),
    pin: () => import('../core/words/zh_pin.js'),
    because: () => import('../core/words/zh_because.js'),
    begun: () => import('../core/words/zh_begun.js'),
    typed: () => import('../core/words/zh_typed.js'),
    noun: () => import('../core/words/zh_noun.js'),
    complaint: () => import('../core/words/zh_complaint.js'),
  },
  en: {
    shared: () => import('../core/words/en.js'),
    report: () => import('../core/words/en_report.js'),
    incident: () => import('../core/words/en_incident.js'),
    forms: () => import('../core/words/en_forms.js'),
    moves: () => import('../core/words/en_moves.js'),
    outbox: () => import('../core/words/en_outbox.js'),
    desk: () => import('../core/words/en_desk.js'),
    me: () => import('../core/words/en_me.js'),
    notice: () => import('../core/words/en_notice.js'),
    whistle: () => import('../core/words/en_whistle.js'),
    board: () => import('../core/words/en_board.js'),
    conflict: () => import('../core/words/en_conflict.js'),
    carry: () => import('../core/words/en_carry.js'),
    health: () => import('../core/words/en_health.js'),
    pin: () => import('../core/words/en_pin.js'),
    because: () => import('../core/words/en_because.js'),
    begun: () => import('../core/words/en_begun.js'),
    typed: () => import('../core/words/en_typed.js'),
    noun: () => import('../core/words/en_noun.js'),
    complaint: () => import('../core/words/en_complaint.js'),
  },
}

/** @type {Set<Book>} */
const open = new Set(/** @type {Book[]} */ (['shared']))

/** The language now. */
export const locale = signal(/** @type {'zh' | 'en'} */ ('zh'))

/** The words of all open books. Read `.value` in a component, and it speaks the new language at once. */
export const words = signal(/** @type {Words} */ (/** @type {unknown} */ ({})))

/**
 * Opens books, for a page that is about to be shown.
 * @param {Book[]} books
 */
export async function need(books) {
  const missing = books.filter((book) => !open.has(book))
  if (missing.length === 0 && words.peek().app) return spoken
  for (const book of missing) open.add(book)
  await speak(locale.peek())
}

/** What the books say that were opened in either language, and the language asked for last. */
const heard = { zh: {}, en: {} }
let asked = 'zh'
let spoken = Promise.resolve()

/**
 * Speaks `language` from now on, on every screen.
 * @param {'zh' | 'en'} language
 */
export function speak(language) {
  asked = language
  return (spoken = load(language))
}

/** Books that come late take nothing away that came meanwhile. @param {'zh' | 'en'} language */
async function load(language) {
  const books = await Promise.all([...open].map((book) => SHELF[language][book]()))
  Object.assign(heard[language], ...books.flatMap((book) => Object.values(book)))
  if (language !== asked) return
  locale.value = language
  words.value = /** @type {any} */ ({ ...heard[language] })
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/**
 * A name that the server gives in both languages.
 * @param {{ name?: string, nameEn?: string, text?: string, textEn?: string, title?: string, titleEn?: string } | null | undefined} thing
 * @returns {string}
 */
export function named(thing) {
  if (!thing) return ''
  const zh = thing.name ?? thing.text ?? thing.title ?? ''
  return (locale.value === 'en' && (thing.nameEn || thing.textEn || thing.titleEn)) || zh
}

/**
 * What a problem code says to a person.
 * @param {string | null | undefined} code
 * @returns {string}
 */
export function said(code) {
  const { problem, why, whistleWhy, outboxWhy, stepWhy, typedWhy } = words.value
  const known = /** @type {Record<string, string>} */ ({
    ...problem,
    ...why,
    ...whistleWhy,
    ...outboxWhy,
    ...stepWhy,
    ...typedWhy,
  })
  return (code && known[code]) || problem.UNKNOWN
}

/**
 * What a problem says to a person: of which field, where it is of one, and why; English words where the code has none here.
 * @param {{ code: string, message?: string, field?: string | null }} problem
 */
export function told({ code, message, field }) {
  const { fields } = words.value
  const text = said(code)
  const name = field && (fields?.[field] ?? fields?.[field.split('.').at(-1) ?? ''])
  const more = message && (text === words.value.problem.UNKNOWN || code === 'TEXT_LONG') ? ` (${message})` : ''
  return `${name ? `${name}：` : ''}${text}${more}`
}

/** Why something was not kept, in words. @param {any} error */
export function toldOf(error) {
  return told(error.problems?.[0] ?? { code: error.code })
}
