/**
 * What stands in the middle of an incident and comes by itself: asked for beside it, and what is below waits for it, so that nothing
 * moves when it comes.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { TimesOfIncident } from '../../api/operations.js'
import { useLater } from '../later.js'
import { useTimes } from '../parts/held_times.js'

/** So many ms at most; then it is shown without. */
const PATIENCE = 3000

/** @typedef {ReturnType<typeof useAhead>} Ahead */

/**
 * @param {string | null} id
 * @param {number | undefined} version once it is known
 */
export function useAhead(id, version) {
  const held = useLater(() => import('../parts/held.js'), ['held'])
  const going = useLater(() => import('./going.js'), ['typed'])
  const times = useTimes(TimesOfIncident, id, version)
  const [late, setLate] = useState(/** @type {string | null} */ (null))
  useEffect(() => {
    const timer = setTimeout(() => setLate(id), PATIENCE)
    return () => clearTimeout(timer)
  }, [id])
  return { held, going, times, settled: late === id || Boolean(times.failure || (held && times.data)) }
}
