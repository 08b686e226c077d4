/**
 * The words on the screens, in the language that the person chose. A page names the books it needs before it opens.
 * @module
 */
import { signal } from '../vendor/signals.js'

/** @typedef {typeof import('../words/shared.zh.js').zh} Shared */
/** @typedef {typeof import('../words/report.zh.js').zh_report} Reporting */
/** @typedef {typeof import('../words/incident.zh.js').zh_incident} Incidents */
/** @typedef {typeof import('../words/forms.zh.js').zh_forms} Forms */
/** @typedef {typeof import('../words/why.zh.js').zh_why} Refusing */
/** @typedef {typeof import('../words/role.zh.js').zh_role} Roles */
/** @typedef {typeof import('../words/outbox.zh.js').zh_outbox} Sending */
/** @typedef {typeof import('../words/desk.zh.js').zh_desk} Desk */
/** @typedef {typeof import('../words/me.zh.js').zh_me} Mine */
/** @typedef {typeof import('../words/notice.zh.js').zh_notice} Telling */
/** @typedef {typeof import('../words/moves.zh.js').zh_moves} Moves */
/** @typedef {typeof import('../words/whistle.zh.js').zh_whistle} Whistling */
/** @typedef {typeof import('../words/board.zh.js').zh_board} Overseeing */
/** @typedef {typeof import('../words/conflict.zh.js').zh_conflict} Conflicting */
/** @typedef {typeof import('../words/carry.zh.js').zh_carry} Carrying */
/** @typedef {typeof import('../words/health.zh.js').zh_health} Health */
/** @typedef {typeof import('../words/pin.zh.js').zh_pin} Pins */
/** @typedef {typeof import('../words/because.zh.js').zh_because} Explaining */
/** @typedef {typeof import('../words/begun.zh.js').zh_begun} Unfinished */
/** @typedef {typeof import('../words/typed.zh.js').zh_typed} Typed */
/** @typedef {typeof import('../words/complaint.zh.js').zh_complaint} Complaining */
/** @typedef {typeof import('../words/noun.zh.js').zh_noun} Nouns */
/** @typedef {typeof import('../words/rows.zh.js').zh_rows} Listing */
/** @typedef {typeof import('../words/access.zh.js').zh_access} Accessing */
/** @typedef {typeof import('../words/about.zh.js').zh_about} About */
/** @typedef {typeof import('../words/held.zh.js').zh_held} Holding */
/** @typedef {typeof import('../words/past.zh.js').zh_past} Past */
/** @typedef {typeof import('../words/people.zh.js').zh_people} Keeping */
/** @typedef {typeof import('../words/invite.zh.js').zh_invite} Inviting */
/** @typedef {typeof import('../words/trial.zh.js').zh_trial} Trying */
/** @typedef {typeof import('../words/leave.zh.js').zh_leave} Leaving */
/** @typedef {typeof import('../words/imports.zh.js').zh_imports} Importing */
/** @typedef {typeof import('../words/hotline.zh.js').zh_hotline} Hotline */
/** @typedef {typeof import('../words/grids.zh.js').zh_grids} Dividing */
/** @typedef {typeof import('../words/practice.zh.js').zh_practice} Practising */
/** @typedef {typeof import('../words/rules.zh.js').zh_rules} Ruling */
/** @typedef {typeof import('../words/questions.zh.js').zh_questions} Asking */
/** @typedef {typeof import('../words/demand.zh.js').zh_demand} Demanding */
/** @typedef {Shared & Demanding & Past & Asking & Importing & Dividing & Hotline & Ruling & Trying & Practising & Keeping & Inviting & Leaving & Holding & Accessing & About & Nouns & Refusing & Roles & Reporting & Incidents & Forms & Moves & Sending & Desk & Mine & Telling & Whistling & Overseeing & Conflicting & Carrying & Health & Pins & Explaining & Unfinished & Typed & Complaining & Listing} Words a page sees the books that its route named */
/** @typedef {Late | 'shared' | 'report' | 'incident' | 'forms' | 'moves' | 'outbox' | 'desk' | 'me' | 'notice' | 'whistle' | 'board' | 'conflict' | 'carry' | 'health' | 'pin' | 'because' | 'begun' | 'typed' | 'noun' | 'complaint' | 'why' | 'role' | 'rows'} Book */

/** @typedef {'access' | 'demand' | 'past' | 'imports' | 'grids' | 'hotline' | 'about' | 'held' | 'people' | 'invite' | 'trial' | 'leave' | 'practice' | 'rules' | 'questions'} Late books of `shelf_late.js` that came last */

/** @typedef {Partial<Record<Book, () => Promise<Record<string, any>>>>} Shelf */

/** @type {Shelf} */
const CHINESE = {
  shared: () => import('../words/shared.zh.js'),
  report: () => import('../words/report.zh.js'),
  incident: () => import('../words/incident.zh.js'),
  forms: () => import('../words/forms.zh.js'),
  moves: () => import('../words/moves.zh.js'),
  outbox: () => import('../words/outbox.zh.js'),
  desk: () => import('../words/desk.zh.js'),
  me: () => import('../words/me.zh.js'),
  notice: () => import('../words/notice.zh.js'),
  whistle: () => import('../words/whistle.zh.js'),
  board: () => import('../words/board.zh.js'),
  pin: () => import('../words/pin.zh.js'),
  begun: () => import('../words/begun.zh.js'),
  typed: () => import('../words/typed.zh.js'),
  why: () => import('../words/why.zh.js'),
  role: () => import('../words/role.zh.js'),
  rows: () => import('../words/rows.zh.js'),
}

/** Books whose pages take steps, which may be refused, and tell who took some. */
const STEPS = new Set(['forms', 'outbox', 'desk', 'board', 'complaint', 'whistle'])

/** Those that came. @type {Set<Book>} */
const open = new Set(/** @type {Book[]} */ (['shared']))

/** The language now. */
export const locale = signal(/** @type {'zh' | 'en'} */ ('zh'))

/** The words of all open books. Read `.value` in a component, and it speaks the new language at once. */
export const words = signal(/** @type {Words} */ ({}))

/**
 * Opens books, for a page that is about to be shown.
 * @param {Book[]} books
 */
export async function need(books) {
  const whole = /** @type {Book[]} */ (books.some((book) => STEPS.has(book)) ? [...books, 'why', 'role'] : books)
  const missing = whole.filter((book) => !open.has(book))
  if (missing.length > 0 || !words.peek().app) await load(asked, missing)
}

/** What the books say that were opened in either language, and the language asked for last. */
const heard = { zh: {}, en: {} }
let asked = locale.peek()

/**
 * Speaks `language` from now on, on every screen.
 * @param {'zh' | 'en'} language
 */
export async function speak(language) {
  asked = language
  await load(language, []).catch((why) => {
    asked = locale.peek()
    throw why
  })
}

/**
 * Books that come late take nothing away that came meanwhile, and who waits for one that fails waits alone.
 * @param {'zh' | 'en'} language
 * @param {Book[]} more
 * @returns {Promise<void>}
 */
async function load(language, more) {
  /** @type {Shelf} */
  const shelf = language === 'zh' ? CHINESE : (await import('./shelf_en.js')).ENGLISH
  const find = async (/** @type {Book} */ book) => (shelf[book] ?? (await import('./shelf_late.js')).LATE[book])?.()
  const books = await Promise.all([...open, ...more].map(find))
  for (const book of more) open.add(book)
  Object.assign(heard[language], ...books.flatMap((book) => Object.values(book ?? {})))
  if (language !== asked) return load(asked, [])
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
