/**
 * A list from its first row to its last, for what outlives the screen: a table, or paper.
 * @module
 */

/** So many rows are asked for at once, and are taken at most. */
const PAGE = 100
export const MOST = 20_000

/**
 * @param {(page: { first: number, after: string | null }) => Promise<{ nodes: any[], pageInfo: { hasNextPage: boolean, endCursor: string | null } }>} ask
 * @param {(count: number) => void} [tell] how many are here
 * @returns {Promise<any[]>} each once; throws what `ask` throws, so that half a list is never taken for a whole one
 */
export async function whole(ask, tell = () => {}) {
  const found = new Map()
  for (let after = /** @type {string | null} */ (null); found.size < MOST;) {
    const { nodes, pageInfo } = await ask({ first: PAGE, after })
    for (const one of nodes) found.set(one.id, one)
    tell(found.size)
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  return [...found.values()].slice(0, MOST)
}
