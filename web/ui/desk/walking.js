/**
 * From row to row of the desk's list.
 * @module
 */

/**
 * The row one step from where an incident stands in the list, or stood before it left.
 * @param {any[]} nodes
 * @param {string | undefined} id
 * @param {number} stood its last place in the list; -1: it was never there
 * @param {1 | -1} way
 * @returns {string | null} null: there is no row that way
 */
export function rowFrom(nodes, id, stood, way) {
  const now = nodes.findIndex((one) => one.id === id)
  const at = now >= 0 ? now + way : stood < 0 ? 0 : way > 0 ? stood : stood - 1
  return nodes[at]?.id ?? null
}
