/**
 * The filters of lists: what a chip means to the server, and how the address keeps it.
 * @module
 */

/** @typedef {Record<string, any>} Filter */

/** What each chip asks for. @type {Record<string, Filter>} */
export const CHIPS = {
  mine: { mine: 'TODO' },
  unit: { mine: 'UNIT', open: true },
  reported: { mine: 'REPORTED' },
  open: { open: true },
  intake: { states: ['REPORTED'] },
  verifying: { states: ['VERIFYING'] },
  filing: { states: ['PENDING_FILING'] },
  dispatch: { states: ['FILED'] },
  signing: { states: ['DISPATCHED'] },
  working: { states: ['IN_PROGRESS'] },
  check: { states: ['DISPOSED', 'CHECKING'] },
  green: { lights: ['GREEN'] },
  soon: { lights: ['YELLOW'] },
  late: { lights: ['RED'] },
  paused: { lights: ['PAUSED'] },
  urgent: { minSeverity: 3, open: true },
  closed: { open: false },
  all: {},
}

/** The chips of a role's desk, the first one is chosen at first. @param {string | null} role */
export function deskChips(role) {
  if (role === 'DEPT_HANDLER' || role === 'DEPT_DUTY') {
    return ['unit', 'signing', 'working', 'late', 'urgent', 'check', ...BY_LIGHT, 'closed', 'all']
  }
  if (role === 'DISTRICT_SUPERVISOR' || role === 'STREET_HEAD') {
    return ['late', 'urgent', 'open', 'intake', 'dispatch', 'working', 'check', ...BY_LIGHT, 'closed', 'all']
  }
  return ['mine', 'intake', 'filing', 'dispatch', 'late', 'urgent', 'check', ...REST]
}

/** With 超期, which stands among the first, they add up to what is open. */
const BY_LIGHT = ['green', 'soon', 'paused']
const REST = ['verifying', 'signing', 'working', ...BY_LIGHT, 'closed', 'all']

/**
 * The filter that the server gets.
 * @param {{ chip: string, text?: string | null, area?: string | null, base?: Filter }} chosen
 * @returns {Filter}
 */
export function filterOf({ chip, text, area, base = {} }) {
  return { ...base, ...(CHIPS[chip] ?? {}), ...(text?.trim() ? { text } : {}), ...(area ? { area } : {}) }
}

const ENDED = ['CLOSED', 'REJECTED', 'VOIDED', 'MERGED', 'TRANSFERRED']

/**
 * How many rows a chip has, out of the desk's counts.
 * @param {string} chip
 * @param {import('../api/operations.js').DeskCountsData | null} counts
 * @returns {number | null} null when the counts do not say
 */
export function countOf(chip, counts) {
  if (!counts) return null
  const { states: wanted, lights: lit, open } = CHIPS[chip] ?? {}
  if (chip === 'mine' || chip === 'unit') return sum(counts.mine)
  if (chip === 'urgent') return sum(counts.urgent)
  if (lit) return sum(counts.lights, (key) => lit.includes(key))
  if (wanted) return sum(counts.states, (key) => wanted.includes(key))
  if (open !== undefined) return sum(counts.states, (key) => ENDED.includes(key) !== open)
  return chip === 'all' ? sum(counts.states) : null
}

/**
 * @param {{ key: string, count: number }[]} counts
 * @param {(key: string) => boolean} [of]
 */
function sum(counts, of = () => true) {
  return counts.reduce((all, { key, count }) => all + (of(key) ? count : 0), 0)
}
