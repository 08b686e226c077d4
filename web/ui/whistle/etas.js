/**
 * When a called unit may say that it comes: moments out of the whistle's own clock, so that none of them is late. An emergency is answered in
 * minutes, what may come tomorrow by a moment of tomorrow.
 * @module
 */

/** @typedef {{ at: number, minutes: number | null, why: 'meet' | 'latest' | null }} Eta `minutes` from now, where it is told so */

const MINUTE = 60_000
const SOON = [10, 20, 30]
const HOUR = 60
const SHANGHAI = 8 * HOUR * MINUTE
const [MORNING, EVENING] = [8, 20] // hours of the day in which one comes

/**
 * Three at most, the soonest first.
 * @param {number} now ms
 * @param {string | null | undefined} dueAt until when the unit has to be there; null: no clock says
 * @param {string | null | undefined} meetAt when all meet
 * @returns {Eta[]}
 */
export function etas(now, dueAt, meetAt) {
  const due = dueAt ? Date.parse(dueAt) : NaN
  const left = (due - now) / MINUTE
  if (!(left > 0)) return SOON.map((minutes) => within(now, minutes))
  const meet = meetAt ? Date.parse(meetAt) : NaN
  const ways = [
    ...(left <= HOUR ? SOON : left <= 6 * HOUR ? [30, HOUR] : [HOUR]).map((minutes) => within(now, minutes)),
    ...(left > 6 * HOUR ? [{ at: quarter(now + (due - now) / 2), minutes: null, why: null }] : []),
    ...(meet > now && meet <= due ? [{ at: meet, minutes: null, why: /** @type {const} */ ('meet') }] : []),
  ].filter(({ at, minutes }) => at < due && (minutes !== null || isDay(at)))
  const latest = { at: due, minutes: null, why: /** @type {const} */ ('latest') }
  const met = ways.filter(({ why }) => why === 'meet')
  const others = ways.filter(({ why, at }) => why !== 'meet' && !met.some((one) => one.at === at))
  return [...others.slice(0, 2 - met.length), ...met, latest].sort((a, b) => a.at - b.at)
}

/** @param {number} now @param {number} minutes @returns {Eta} */
function within(now, minutes) {
  return { at: now + minutes * MINUTE, minutes, why: null }
}

/** Down to the quarter hour. @param {number} at */
function quarter(at) {
  return at - (at % (15 * MINUTE))
}

/** Whether anybody is up then, in Shanghai. @param {number} at */
function isDay(at) {
  const hour = new Date(at + SHANGHAI).getUTCHours()
  return hour >= MORNING && hour < EVENING
}
