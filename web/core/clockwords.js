/**
 * Words for time, for people: what runs on the wall's clock says how long, what runs in work time says until when, since nobody
 * reckons lunch and night; lateness is in the clock's own unit. Left is rounded down, so that nobody is told of time they do not
 * have. Days and hours are Shanghai's, wherever the phone thinks it is.
 * @module
 */
import { serverNow } from './server_time.js'

/** @typedef {import('./types.js').Clock} Clock */
/** @typedef {'zh' | 'en'} Locale */

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const HOURS_END = 48 * 60 // minutes from which days are told
const SHANGHAI = 8 * 60 * MINUTE // no summer time since 1991
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const ZH = {
  left: (/** @type {string} */ amount) => `剩余 ${amount}`,
  late: (/** @type {string} */ amount) => `超期 ${amount}`,
  minutes: (/** @type {number} */ n) => `${n} 分钟`,
  workMinutes: (/** @type {number} */ n) => `${n} 分钟（工作时间）`,
  hours: (/** @type {number} */ h, /** @type {number} */ m) => (m ? `${h} 小时 ${m} 分` : `${h} 小时`),
  workHours: (/** @type {number} */ n) => `${n} 工作时`,
  days: (/** @type {number} */ n) => `${n} 天`,
  workDays: (/** @type {number} */ n) => `${n} 工作日`,
  partOfDayLate: '超期不到 1 工作日',
  justLate: '刚超期',
  lastMinute: '剩余不到 1 分钟',
  by: (/** @type {string} */ time, /** @type {string} */ day, /** @type {boolean} */ _dated) => `${day} ${time} 前`,
  today: '今天',
  tomorrow: '明天',
  yesterday: '昨天',
  date: (/** @type {Day} */ day, /** @type {boolean} */ year) =>
    `${year ? `${day.year}年` : ''}${day.month}月${day.day}日`,
  dated: (/** @type {string} */ day, /** @type {string} */ time) => `${day} ${time}`,
  paused: '计时暂停',
  onTime: '按期',
  closedLate: '超期办结',
  ago: {
    now: '刚刚',
    minutes: (/** @type {number} */ n) => `${n} 分钟前`,
    hours: (/** @type {number} */ n) => `${n} 小时前`,
    days: (/** @type {number} */ n) => `${n} 天前`,
  },
}

/** @type {typeof ZH} */
const EN = {
  left: (amount) => `${amount} left`,
  late: (amount) => `${amount} late`,
  minutes: (n) => `${n} min`,
  workMinutes: (n) => (n === 1 ? '1 work-minute' : `${n} work-minutes`),
  hours: (h, m) => (m ? `${h} h ${m} min` : `${h} h`),
  workHours: (n) => (n === 1 ? '1 work-hour' : `${n} work-hours`),
  days: (n) => `${n} days`,
  workDays: (n) => (n === 1 ? '1 workday' : `${n} workdays`),
  partOfDayLate: 'less than 1 workday late',
  justLate: 'just late',
  lastMinute: 'less than 1 min left',
  by: (time, day, dated) => `by ${time} ${dated ? 'on ' : ''}${day}`,
  today: 'today',
  tomorrow: 'tomorrow',
  yesterday: 'yesterday',
  date: (day, year) => `${day.day} ${MONTHS[day.month - 1]}${year ? ` ${day.year}` : ''}`,
  dated: (day, time) => `${day.charAt(0).toUpperCase()}${day.slice(1)}, ${time}`,
  paused: 'on hold',
  onTime: 'on time',
  closedLate: 'closed late',
  ago: {
    now: 'just now',
    minutes: (n) => `${n} min ago`,
    hours: (n) => `${n} h ago`,
    days: (n) => (n === 1 ? '1 day ago' : `${n} days ago`),
  },
}

/** @param {Locale} locale */
function wordsOf(locale) {
  return locale === 'en' ? EN : ZH
}

/**
 * How much of a clock is left or until when it runs, or by how much it is late; '' for a clock that does not run.
 * @param {Clock | null | undefined} clock
 * @param {Locale} locale
 * @param {number} [now]
 */
export function left(clock, locale, now = serverNow()) {
  const words = wordsOf(locale)
  if (!clock || clock.light === 'NONE' || clock.stoppedAt) return ''
  if (clock.light === 'PAUSED') return words.paused
  if (clock.leftMinutes < 0 || clock.light === 'RED') return late(clock, words)
  if (clock.leftMinutes < 1) return words.lastMinute
  return clock.limit.kind === 'CONT' ? words.left(wallTime(clock.leftMinutes, words)) : until(clock.dueAt, locale, now)
}

/**
 * @param {Clock} clock
 * @param {typeof ZH} words
 */
function late(clock, words) {
  const over = Math.max(0, -clock.leftMinutes)
  if (over < 1) return words.justLate
  const { kind } = clock.limit
  if (kind === 'CONT' || kind === 'BY') return words.late(wallTime(over, words))
  const days = Math.floor(over / clock.unitMinutes)
  if (days >= (kind === 'WH' ? 2 : 1)) return words.late(words.workDays(days))
  return kind === 'WH' ? words.late(workTime(over, words)) : words.partOfDayLate
}

/**
 * The moment before which it is to be done: "明天 9:10 前".
 * @param {string} dueAt
 * @param {Locale} locale
 * @param {number} [now]
 */
export function until(dueAt, locale, now = serverNow()) {
  const due = Date.parse(dueAt)
  const ahead = dayNumber(due) - dayNumber(now)
  return wordsOf(locale).by(timeOf(due).replace(/^0/, ''), dayName(due, locale, now), Math.abs(ahead) > 1)
}

/**
 * @param {number} minutes of the wall clock
 * @param {typeof ZH} words
 */
function wallTime(minutes, words) {
  const whole = Math.floor(minutes)
  if (whole >= HOURS_END) return words.days(Math.floor(whole / 24 / 60))
  return whole < 60 ? words.minutes(whole) : words.hours(Math.floor(whole / 60), whole % 60)
}

/**
 * @param {number} minutes of work time; from an hour on down to the half hour
 * @param {typeof ZH} words
 */
function workTime(minutes, words) {
  return minutes < 60 ? words.workMinutes(Math.floor(minutes)) : words.workHours(Math.floor(minutes / 30) / 2)
}

/** The shape of each light, and its word: never a colour alone. `beside`: what the chip says before the words of its clock. */
const LAMPS = {
  GREEN: { shape: 'circle', zh: ['未到期', '绿灯', ''], en: ['On time', 'green', ''] },
  YELLOW: { shape: 'triangle', zh: ['临期', '黄灯', '临期'], en: ['Due soon', 'yellow', 'Soon'] },
  RED: { shape: 'square', zh: ['超期', '红灯', ''], en: ['Late', 'red', ''] },
  PAUSED: { shape: 'bars', zh: ['挂账', '灰灯', ''], en: ['On hold', 'grey', ''] },
}

/**
 * @param {Clock['light']} light
 * @param {Locale} locale
 * @returns {{ shape: string, word: string, name: string, beside: string } | null} null when no clock runs
 */
export function lamp(light, locale) {
  if (light === 'NONE') return null
  const [word = '', name = '', beside = ''] = LAMPS[light][locale]
  return { shape: LAMPS[light].shape, word, name, beside }
}

/**
 * How an ended incident kept its limit.
 * @param {boolean | null | undefined} closedLate
 * @param {Locale} locale
 */
export function ended(closedLate, locale) {
  const words = wordsOf(locale)
  if (closedLate === null || closedLate === undefined) return ''
  return closedLate ? words.closedLate : words.onTime
}

/** @typedef {{ year: number, month: number, day: number }} Day */

/**
 * @param {number} ms
 * @returns {Day} in Shanghai
 */
function dayOf(ms) {
  const date = new Date(ms + SHANGHAI)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/**
 * @param {number} ms
 * @returns {string} 15:02, in Shanghai
 */
export function timeOf(ms) {
  return new Date(ms + SHANGHAI).toISOString().slice(11, 16)
}

/** @param {number} ms days since 1970 in Shanghai */
function dayNumber(ms) {
  return Math.floor((ms + SHANGHAI) / DAY)
}

/**
 * @param {number} ms
 * @param {Locale} locale
 * @param {number} now
 */
function dayName(ms, locale, now) {
  const words = wordsOf(locale)
  const ahead = dayNumber(ms) - dayNumber(now)
  if (ahead === 0) return words.today
  if (ahead === 1) return words.tomorrow
  if (ahead === -1) return words.yesterday
  return words.date(dayOf(ms), dayOf(ms).year !== dayOf(now).year)
}

/**
 * A moment: the time today, else with its day.
 * @param {string | number} at ISO or ms
 * @param {Locale} locale
 * @param {number} [now]
 */
export function stamp(at, locale, now = serverNow()) {
  const ms = typeof at === 'number' ? at : Date.parse(at)
  const name = dayName(ms, locale, now)
  const words = wordsOf(locale)
  return name === words.today ? timeOf(ms) : words.dated(name, timeOf(ms))
}

/**
 * The day of a moment, without its time.
 * @param {string | number} at
 * @param {Locale} locale
 * @param {number} [now]
 */
export function dayStamp(at, locale, now = serverNow()) {
  return dayName(typeof at === 'number' ? at : Date.parse(at), locale, now)
}

/**
 * How long ago, rounded down.
 * @param {string | number} at
 * @param {Locale} locale
 * @param {number} [now]
 */
export function ago(at, locale, now = serverNow()) {
  const words = wordsOf(locale).ago
  const minutes = Math.floor((now - (typeof at === 'number' ? at : Date.parse(at))) / MINUTE)
  if (minutes < 1) return words.now
  if (minutes < 60) return words.minutes(minutes)
  return minutes < 24 * 60 ? words.hours(Math.floor(minutes / 60)) : words.days(Math.floor(minutes / 60 / 24))
}
