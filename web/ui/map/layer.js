/**
 * The layer of a community for a map that is shown, and the code that draws it, which come after the map.
 * @module
 */
import { useEffect, useState } from '../../vendor/preact-hooks.js'
import { need } from '../words.js'

/** @typedef {typeof import('./ground.js')} Drawing */
/** @typedef {Drawing & { layer: import('../../core/place/layer.js').Layer }} Ground */

/**
 * @param {string | null | undefined} code of a community
 * @returns {Ground | null} null until it is here, and where there is none
 */
export function useLayer(code) {
  const [ground, setGround] = useState(/** @type {Ground | null} */ (null))
  useEffect(() => {
    let gone = false
    setGround(null)
    if (code) {
      void layered(code).then((found) => gone || setGround(found), () => {}) // a map without it is a map
    }
    return () => {
      gone = true
    }
  }, [code])
  return ground
}

/** @param {string} code @returns {Promise<Ground | null>} */
async function layered(code) {
  const [drawing, { layerOf }] = await Promise.all([
    import('./ground.js'),
    import('../../core/replica/layers.js'),
    need(['typed']),
  ])
  const layer = await layerOf(code)
  return layer && { ...drawing, layer }
}
