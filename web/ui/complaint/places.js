/**
 * Where and about whom one may write, and the public figures: from the server, else as this phone had them last.
 * @module
 */
import { useCallback, useEffect, useState } from '../../vendor/preact-hooks.js'
import { ComplaintFigures } from '../../api/operations.js'
import { ask } from '../../core/api.js'
import { fact, setFact } from '../../core/replica/store.js'

/** @typedef {{ code: string, name: string }} Place */
/** @typedef {{ area: Place & { children: Place[] }, received: number | null, answered: number | null, inTime: number | null }} Counted */
/** @typedef {{ year: number, district: Counted, streets: Counted[], units: { id: string, name: string }[], fresh: boolean }} Places */

/** @returns {[Places | null, () => void]} null while nothing is known; ask once more */
export function usePlaces() {
  const [places, setPlaces] = useState(/** @type {Places | null} */ (null))
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let gone = false
    const show = (/** @type {Places | null} */ now) => !gone && now && setPlaces(now)
    void (async () => {
      show(await fact('feedback').catch(() => null))
      show(await asked().catch(() => null))
    })()
    return () => {
      gone = true
    }
  }, [turn])
  return [places, useCallback(() => setTurn((now) => now + 1), [])]
}

/** @returns {Promise<Places | null>} */
async function asked() {
  const year = new Date().getFullYear()
  const { complaintFigures: [district, ...streets], complaintUnits: units } = await ask(ComplaintFigures, { year })
  if (!district) return null
  const places = { year, district, streets, units, fresh: true }
  await setFact('feedback', { ...places, fresh: false })
  return places
}
