/**
 * Two wrote about one incident: what differs field by field, and what a person's choice between mine and theirs becomes.
 * Pure: the screen shows it, the outbox keeps what comes of it.
 *
 * Decision: a state is never chosen, for the course of an incident decides it. A step that is still open is sent again on the
 * version of now; whatever of mine does not travel in it becomes a note, so that both values stand in the timeline.
 * @module
 */

/** @typedef {import('../types.js').Row} Row */
/** @typedef {{ name: string, mine: any, now: any }} Difference */
/** @typedef {'mine' | 'now'} Choice */

/** What of an operation is compared, the step that it takes, and where the other's words stand. */
const COMPARED =
  /** @type {Record<string, { step: string | null, fields: string[], theirs: (incident: any, known: any) => any }>} */ ({
    Report: { step: null, fields: ['text', 'severity'], theirs: (incident) => incident },
    SelfResolve: { step: 'SELF_RESOLVE', fields: ['note'], theirs: () => null },
    Verify: {
      step: 'VERIFY',
      fields: ['verdict', 'text'],
      theirs: (incident, known) => found(incident, 'VERIFY', known),
    },
    Check: { step: 'CHECK', fields: ['verdict', 'text'], theirs: (incident, known) => found(incident, 'CHECK', known) },
    FeedBack: {
      step: 'FEED_BACK',
      fields: ['contact', 'measures', 'promisedOn', 'outcome'],
      theirs: ({ disposals = [] }, known) => (disposals.length > (known?.disposals ?? 0) ? disposals.at(-1) : null),
    },
  })

/**
 * A finding made since this phone's person looked.
 * @param {any} incident
 * @param {string} kind
 * @param {any} known
 */
function found({ findings = [] }, kind, known) {
  const fresh = findings.slice(known?.findings ?? 0)
  return fresh.findLast((/** @type {any} */ one) => one.kind === kind) ?? null
}

/**
 * How much of the incident the person had seen when they wrote.
 * @param {any} incident
 */
export function knownOf(incident) {
  return { findings: incident.findings?.length ?? 0, disposals: incident.disposals?.length ?? 0 }
}

/**
 * What of a refused row a desk has to see to advise: the fields that may differ, as text.
 * @param {Row} row
 * @returns {{ name: string, value: string }[]}
 */
export function wroteIn(row) {
  const fields = (COMPARED[row.operation.name]?.fields ?? ['text', 'note']).map((name) => [name, row.input[name]])
  const said = [['classCode', row.title.classCode], ...fields]
  return said.filter(([, value]) => blank(value) !== '').map(([name, value]) => ({ name, value: String(value) }))
}

/** Whether a refusal says that somebody was first. @param {string | undefined} code */
export function isConflict(code) {
  return code === 'CONFLICT' || code === 'STEP_CLOSED'
}

/** @param {Row} row whether a person can choose between this and what is there now */
export function isComparable(row) {
  return row.operation.name in COMPARED
}

/**
 * What differs between the row and what is true now, the class first. Nothing that is alike is told.
 * @param {Row} row
 * @param {any} incident as the server shows it now
 * @returns {Difference[]}
 */
export function differences(row, incident) {
  const compared = COMPARED[row.operation.name]
  const seen = row.title.classCode
  const classes = seen && seen !== incident.incidentClass?.code
    ? [{ name: 'classCode', mine: seen, now: incident.incidentClass?.code }]
    : []
  const theirs = compared?.theirs(incident, row.title.known)
  if (!compared || !theirs) return classes
  const fields = compared.fields.filter((name) => blank(row.input[name]) !== blank(theirs[name]))
  return [...classes, ...fields.map((name) => ({ name, mine: row.input[name] ?? null, now: theirs[name] ?? null }))]
}

/** @param {any} value */
function blank(value) {
  return value === undefined || value === null ? '' : value
}

/**
 * How many fields were compared and are alike.
 * @param {Row} row
 * @param {Difference[]} differing
 */
export function alike(row, differing) {
  return Math.max(0, (COMPARED[row.operation.name]?.fields.length ?? 0) + 1 - differing.length)
}

/**
 * Whether the step of this row may still be taken.
 * @param {Row} row
 * @param {any} incident
 */
export function stepIsOpen(row, incident) {
  const step = COMPARED[row.operation.name]?.step
  return Boolean(step) &&
    (incident.allowedSteps ?? []).some((/** @type {any} */ one) => one.step === step && one.allowed)
}

/**
 * The input to send on the version of now, or null when the person chose what is there already, or the step is gone.
 * @param {Row} row
 * @param {any} incident
 * @param {Difference[]} differing
 * @param {Record<string, Choice>} chosen
 * @returns {Record<string, any> | null}
 */
export function chosenInput(row, incident, differing, chosen) {
  const own = differing.filter(({ name }) => name !== 'classCode')
  const kept = own.length === 0 || own.some(({ name }) => chosen[name] === 'mine')
  if (!stepIsOpen(row, incident) || !kept) return null
  const { opId: _op, id: _id, sent: _sent, ...input } = row.input
  const theirs = Object.fromEntries(
    own.filter(({ name }) => chosen[name] === 'now').map(({ name, now }) => [name, now]),
  )
  return { ...input, ...theirs, seen: incident.version }
}

/**
 * What of mine does not travel with the step and has to be written down beside it.
 * @param {Difference[]} differing
 * @param {Record<string, Choice>} chosen
 * @param {boolean} stepGoes
 */
export function leftOver(differing, chosen, stepGoes) {
  return differing.filter(({ name, mine }) =>
    blank(mine) !== '' && (!stepGoes || name === 'classCode' || chosen[name] === 'now')
  )
}
