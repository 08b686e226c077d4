/**
 * What a row of the outbox is about: an incident, a whistle, or whatever other noun. Ids are one of a kind among all nouns, so that
 * the id alone says which operations follow each other.
 * @module
 */

/** @typedef {{ kind: string, id: string }} Subject */

/**
 * @param {{ subject?: Subject, incidentId: string, operation: { name: string }, title?: any }} row as any release wrote it
 * @returns {Subject}
 */
export function subjectOf({ subject, incidentId, operation, title }) {
  if (subject) return subject
  if (operation.name !== 'WhistleArrive') return { kind: 'incident', id: incidentId }
  return { kind: 'whistle', id: /^\/w\/([0-9a-f-]{36})$/.exec(title?.link ?? '')?.[1] ?? incidentId }
}

/**
 * Whether two rows are about the same.
 * @param {any} row
 * @param {any} other
 */
export function isSame(row, other) {
  return subjectOf(row).id === subjectOf(other).id
}
