/**
 * Reading for a screen: what the phone remembers at once, then what the server says.
 * @module
 */
import { useCallback, useEffect, useRef, useState } from '../vendor/preact-hooks.js'
import { read } from '../core/replica/cache.js'

/** @typedef {import('../core/api.js').Failure} Failure */
/**
 * @template D
 * @typedef {{ key?: string | null, data: D | null, fetchedAt: number | null, fresh: boolean, failure: Failure | null, waiting: boolean }} Reading
 */

/** @type {Reading<never>} */
const NOTHING = { data: null, fetchedAt: null, fresh: false, failure: null, waiting: true }

/**
 * @template D
 * @param {string | null} key null: nothing to read yet
 * @param {import('../core/api.js').Operation<D, any>} operation
 * @param {any} variables
 * @param {{ maxAge?: number, remembered?: string, otherwise?: import('../core/replica/cache.js').Otherwise }} [options] `remembered`: the name under which it is kept, when that is
 *   not the key: a list that depends on where one stands is still there when one has moved on
 * @returns {Reading<D> & { again: () => void }}
 */
export function useRead(key, operation, variables, { maxAge = 0, remembered, otherwise } = {}) {
  const [reading, setReading] = useState(/** @type {Reading<D>} */ (NOTHING))
  const [turn, setTurn] = useState(0)
  const shown = useRef(/** @type {string | null} */ (null))
  useEffect(() => {
    const stop = new AbortController()
    if (shown.current !== key) setReading(NOTHING)
    shown.current = key
    if (key !== null) void follow(stop.signal)
    return () => stop.abort()
  }, [key, turn])
  /** @param {AbortSignal} signal */
  async function follow(signal) {
    const age = turn > 0 ? 0 : maxAge
    const name = remembered ?? /** @type {string} */ (key)
    for await (const item of read(name, operation, variables, { maxAge: age, signal, otherwise })) {
      if (signal.aborted) return
      setReading({ ...item, key, waiting: !item.fresh && !item.failure })
    }
  }
  const again = useCallback(() => setTurn((n) => n + 1), [])
  // one render comes before what was read under another key is let go
  return { ...(reading.key === key ? reading : NOTHING), again }
}

/**
 * How many a list has in all, and whether that is the end of it. A page that an older app kept said it otherwise.
 * @param {any} page of a connection
 * @returns {{ count: number, exact: boolean } | null} null: it was not asked for
 */
export function totalOf({ total, totalCount, totalExact = true }) {
  return total ?? (totalCount === undefined ? null : { count: totalCount, exact: totalExact })
}

/**
 * One incident as the phone knows it: what was read in full, and what its copy tells since.
 * @param {string | null} id
 * @returns {import('../core/replica/cache.js').Otherwise}
 */
export function incidentHere(id) {
  return async (read) => (id ? (await import('../core/replica/copy.js')).incident(id, read) : read)
}
