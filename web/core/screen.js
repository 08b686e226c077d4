/**
 * Where a thing is shown, of whatever noun.
 * @module
 */

/**
 * The screen that shows it; the list of notices for nothing in particular.
 * @param {import('./outbox/subject.js').Subject} subject
 * @param {string | null} [incident] the incident on which it stands
 */
export function screenOf({ kind, id }, incident) {
  if (kind === 'whistle') return `/w/${id}`
  if (kind === 'hotissue') return '/board'
  if (kind === 'saved_question') return `/board?ask=${id}`
  if (kind === 'standin') return '/me/leave'
  if (kind === 'rule_draft') return `/me/rules?id=${id}`
  if (incident) return `/i/${incident}`
  return kind && id && kind !== 'contact' ? `/n/${kind}/${id}` : '/notices'
}
