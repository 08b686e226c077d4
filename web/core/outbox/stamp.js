/**
 * What travels beside an operation: which phone, its number among that phone's, three times of that phone's clock, which release
 * wrote it in which shape. The server keeps it, shows it, and orders nothing by it.
 * @module
 */

import { subjectOf } from './subject.js'

/** @typedef {import('../types.js').Row} Row */

/**
 * @param {Row} row
 * @param {{ sentAt?: number | null, after?: string | null }} [now] `after`: the operation on the same subject before it, when this
 *   phone has no receipt of it
 */
export function stampOf(row, { sentAt = null, after = null } = {}) {
  const iso = (/** @type {number | null | undefined} */ ms) => (ms ? new Date(ms).toISOString() : null)
  return {
    device: row.device,
    sequence: row.sequence,
    recordedAt: iso(row.createdAt),
    queuedAt: iso(row.queuedAt),
    sentAt: iso(sentAt),
    appVersion: row.appVersion ?? null,
    format: row.format ?? null,
    after,
  }
}

/**
 * Rows that travel together: each knows the one before it on its subject.
 * @param {Row[]} rows in their order
 * @returns {Map<string, string>} the earlier operation by the later one
 */
export function chained(rows) {
  const last = new Map()
  const before = new Map()
  for (const row of rows) {
    const { id } = subjectOf(row)
    const earlier = last.get(id)
    if (earlier) before.set(row.opId, earlier)
    last.set(id, row.opId)
  }
  return before
}
