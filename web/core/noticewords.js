/**
 * What a notice says in one line: on a locked screen a kind, and how long there is; in the list, where only its person looks, the thing
 * and what is to be done.
 * @module
 */

/** @typedef {typeof import('../words/notice.zh.js').zh_notice.notice} Words */

const MINUTE = 60_000

/**
 * @param {{ kind: string, severity: number, due?: string | null }} told
 * @param {Words} words
 * @param {number} [now]
 */
export function line(told, words, now = Date.now()) {
  const kinds = /** @type {Record<string, string>} */ (words.kind)
  const time = remaining(told.due, words, now)
  const said = (told.severity >= 4 ? words.severe : '') + (kinds[told.kind] ?? words.other)
  return time ? `${said}${words.join}${words.left(time)}` : said
}

/**
 * Rounded down, so that nobody is told of time they do not have; nothing when it is over.
 * @param {string | null | undefined} due
 * @param {Words} words
 * @param {number} now
 */
export function remaining(due, words, now) {
  const minutes = due ? Math.floor((Date.parse(due) - now) / MINUTE) : -1
  if (!(minutes > 0)) return ''
  if (minutes < 120) return words.minutes(minutes)
  return minutes < 48 * 60 ? words.hours(Math.floor(minutes / 60)) : words.days(Math.floor(minutes / 60 / 24))
}

/**
 * "井盖：派给你单位，请签收".
 * @param {{ kind: string, subjectKind: string }} notice
 * @param {Words} words
 * @param {string} thing of which it is told; '' where the subject alone names it
 */
export function titleOf({ kind, subjectKind }, words, thing) {
  const deeds = /** @type {Record<string, string>} */ (words.deed)
  const things = /** @type {Record<string, string>} */ (words.thing)
  return words.deedOf(thing || (things[subjectKind] ?? ''), deeds[kind] ?? words.other)
}
