/**
 * Parts of a screen that come after it has shown itself.
 * @module
 */
import { useEffect, useState } from '../vendor/preact-hooks.js'
import { need } from './words.js'

/**
 * A module that is fetched once its screen is there; null until then, and where it cannot be had.
 * @template M
 * @param {() => Promise<M> | false} load false: it is not wanted
 * @param {import('./words.js').Book[]} [books] that it speaks from
 * @param {unknown} [when] it is fetched again when this changes
 * @returns {M | null}
 */
export function useLater(load, books = [], when) {
  const [module, setModule] = useState(/** @type {M | null} */ (null))
  useEffect(
    () => void Promise.all([load(), need(books)]).then(([found]) => setModule(/** @type {M} */ (found)), () => {}),
    [when],
  )
  return module
}
