/**
 * What this person's phone refers to without a network: the catalogue of classes, and the grids that it can draw. It comes with
 * the copy (`copying.js`), and again only when the server has another version.
 * @module
 */
import { recall } from './cache.js'
import { hear } from '../live/channel.js'

/** @typedef {{ version: string, catalogue: any, grids: any[] }} Held */

/** @returns {Promise<Held | null>} what lies here */
export async function reference() {
  return (await recall('reference'))?.value ?? null
}

/**
 * @param {(held: Held) => void} take called with what lies here, and whenever another one came
 * @returns {() => void} stop
 */
export function followReference(take) {
  let stopped = false
  const look = () => void reference().then((held) => held && !stopped && take(held))
  look()
  const deaf = hear('reference', look)
  return () => {
    stopped = true
    deaf()
  }
}
