/**
 * A trace of what is unsent, outside the store: when the phone's system erased the store, the trace tells what was in it.
 *
 * Decision: a cookie, since systems that erase a site's store leave its cookies. It bears names of operations and classes, never
 * a word that anybody wrote, and goes when everything is delivered.
 * @module
 */

/** @typedef {{ opId: string, verb: string, classCode: string, at: number }} Trace */

const NAME = 'grid-unsent-'
const DAYS = 400
/** A cookie names so many; of more it tells the number. */
const MOST = 24

/**
 * Writes down what is unsent; what an erased store left behind is not written over.
 * @param {{ person: string, store: string | null, rows: import('../types.js').Row[] }} now unsent rows, the oldest first
 * @returns {Trace[]} what was unsent when the store was erased; empty when it was not
 */
export function note({ person, store, rows }) {
  const there = traced(person)
  if (there && there.store !== store) return there.traces
  if (rows.length === 0 && !there) return []
  const traces = rows.slice(0, MOST).map(({ opId, operation, title, createdAt }) =>
    [opId, operation.name, title.classCode ?? '', createdAt.toString(36)].join('.')
  )
  const head = rows.length > MOST ? `${store}:${rows.length}` : store
  write(person, rows.length ? [head, ...traces].join('~') : null)
  return []
}

/** How many were unsent when the store was erased, as long as the person has not seen it. @param {string} person @param {string} store */
export function erased(person, store) {
  const there = traced(person)
  return there && there.store !== store ? there.count : 0
}

/**
 * @param {string} person
 * @returns {{ store: string, count: number, traces: Trace[] } | null}
 */
function traced(person) {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${NAME}${person}=`))
  if (!found) return null
  const [head = '', ...all] = found.slice(found.indexOf('=') + 1).split('~')
  const traces = all.map((one) => {
    const [opId = '', verb = '', classCode = '', at = '0'] = one.split('.')
    return { opId, verb, classCode, at: parseInt(at, 36) }
  })
  const [store = '', count = all.length] = head.split(':')
  return { store, count: Number(count), traces }
}

/** The person has seen it. @param {string} person */
export function forget(person) {
  write(person, null)
}

/** @param {string} person @param {string | null} value */
function write(person, value) {
  const life = value === null ? 0 : DAYS * 24 * 3600
  const secure = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `${NAME}${person}=${value ?? ''}; max-age=${life}; path=/; samesite=strict${secure}`
}
