/**
 * What one was told, by thing: a case of which eight notices came is one row.
 * @module
 */

/** @typedef {{ notice: any, unread: string[], earlier: number }} Told  `notice`: the last one; `unread`: those that were not read */

/**
 * @param {any[]} notices the last first
 * @returns {Told[]} the last first
 */
export function bySubject(notices) {
  /** @type {Map<string, Told>} */
  const found = new Map()
  for (const one of notices) {
    const key = `${one.subjectKind} ${one.subjectId}`
    const told = found.get(key)
    if (told) told.earlier += 1
    else found.set(key, { notice: one, unread: [], earlier: 0 })
    if (!one.readAt) found.get(key)?.unread.push(one.id)
  }
  return [...found.values()]
}
