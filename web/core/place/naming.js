/**
 * Grids by their names, as people write them in the words of a place.
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
