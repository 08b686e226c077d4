/**
 * Limits and conditions in words, and what a refusal says here.
 * @module
 */
import { locale, named, told, words } from '../words.js'

/** @typedef {import('../../api/operations.js').RuleBookData['ruleBook']['conditions'][number]} Row */
/** @typedef {Row['terms']} Terms */
/** @typedef {'WH' | 'WD' | 'CONT'} Kind */
/** @typedef {{ code: string, message?: string, field?: string | null }} Problem */

/** Who drafts and approves. */
export const KEEPERS = new Set(['SYS_ADMIN', 'DISTRICT_SUPERVISOR'])

/** @param {{ kind: string, amount: number }} limit */
export function limitText({ kind, amount }) {
  const { rules: t } = words.value
  if (kind === 'WD') return t.workdays(amount)
  const whole = amount >= 60 && amount % 30 === 0 ? String(amount / 60) : ''
  if (kind === 'WH') return whole ? t.workHours(whole) : t.workMinutes(amount)
  return whole ? t.hours(whole) : t.minutes(amount)
}

/** All that is said of a condition, or of a stage. @param {Terms} terms */
export function termsText(terms) {
  const { rules: t, severity } = words.value
  const said = [limitText(terms.limit)]
  if (terms.severity) {
    said.push(severity[/** @type {1} */ (terms.severity)])
    if (terms.evidence) said.push(`${t.evidence} ${t.evidences[terms.evidence]}`)
    if (terms.checkPolicy) said.push(t.checks[terms.checkPolicy])
  }
  return said.join(' · ')
}

/** What a row is called. @param {Row} row */
export function rowName(row) {
  const { rules: t } = words.value
  if (row.stage) return `${stageName(row.stage)} · ${row.urgent ? t.urgent : t.usual}`
  const text = locale.value === 'en' ? row.textEn : row.text
  return `${row.incidentClass ? named(row.incidentClass) : ''} ${row.number} ${text}`
}

/** @param {string} stage */
export function stageName(stage) {
  return words.value.rules.stageNames[/** @type {'FILE'} */ (stage)]
}

/** What tells a row from others on this page. @param {Row} row */
export const keyOf = (row) => row.condition ?? `${row.stage} ${row.urgent}`

/** What a problem says here. @param {Problem} problem */
export function sentence(problem) {
  const { rulesWhy } = words.value
  return /** @type {Record<string, string>} */ (rulesWhy)[problem.code] ?? told(problem)
}

/** How a state looks. @param {string} state */
export const chipOf = (state) =>
  ({ DRAFT: 'wait', SIMULATED: 'warn', APPROVED: 'primary', IN_FORCE: 'ok' })[state] ?? 'plain'
