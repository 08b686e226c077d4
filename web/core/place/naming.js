/**
 * The words of a place as people write them: grids by their names, and what a chip puts in and takes out again.
 * @module
 */

/** The last two parts of a grid's path: its community and its own name. @param {any} grid */
export function partsOf(grid) {
  return (grid.path ?? grid.name).split(' · ').slice(-2)
}

/**
 * The grid that words name: by its own name beside its community's, or by a community that has one grid alone.
 * @param {string} text
 * @param {any[]} grids
 * @returns {any} null where they name none, or several
 */
export function gridNamed(text, grids) {
  const within = grids.filter((grid) => text.includes(partsOf(grid)[0] ?? '\n'))
  const whole = within.filter((grid) => text.includes(partsOf(grid).at(-1) ?? '\n'))
  const [one, other] = whole.length > 0 ? whole : within
  return one && !other ? one : null
}

/** Whether a line holds these words as a piece of its own. @param {string | undefined} line @param {string} piece */
export function holds(line = '', piece) {
  return ` ${line} `.includes(` ${piece} `)
}

/**
 * A line with other words of a chip; what somebody wrote stays as it is.
 * @param {string | undefined} line
 * @param {string} [was] what a chip put into it
 * @param {string} [next] what another puts behind it
 */
export function reworded(line = '', was = '', next = '') {
  const written = was && holds(line, was) ? ` ${line} `.replace(` ${was} `, ' ').trim() : line
  return [written, next].filter(Boolean).join(' ')
}
