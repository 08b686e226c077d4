/**
 * By which channels a desk's post may report, the usual one first; the server has the same table (`incident/policy.py`).
 * @module
 */

/** @type {Record<string, string[]>} */
export const CHANNELS = {
  COMMUNITY: ['WALK_IN', 'PATROL', 'HOME_VISIT', 'PHONE', 'HOTLINE', 'RESIDENT', 'ENTERPRISE'],
  STREET_INTAKE: ['HOTLINE', 'PHONE', 'WALK_IN', 'RESIDENT', 'ENTERPRISE', 'DEPARTMENT'],
  STREET_DISPATCH: ['PHONE', 'HOTLINE', 'WALK_IN', 'RESIDENT', 'ENTERPRISE', 'DEPARTMENT'],
  STREET_HEAD: ['WALK_IN', 'PHONE'],
  DISTRICT_SUPERVISOR: ['DEPARTMENT', 'HOTLINE'],
}

/** @param {string | null} role @returns {string[]} none: this post reports nothing at a desk */
export function channelsOf(role) {
  return CHANNELS[role ?? ''] ?? []
}
