// How a selection becomes columns, joins and a function from a row (an array) to an object: worked out once for each
// place in a document. Only what is asked for is read.

const snake = (name) => name.replace(/[A-Z]/g, (letter) => '_' + letter.toLowerCase())
const same = (value) => value
const moment = (text) => (text === null ? null : text.slice(0, 10) + 'T' + text.slice(11))
const degrees = (stored) => stored / 1e7
const truth = (number) => (number === null ? null : number === 1)

// the names that a selection asks for, each with its own selection or null, through fragments
export function selection(node, info) {
  const names = new Map()
  for (const one of node.selectionSet.selections) {
    if (one.kind === 'Field') names.set(one.name.value, one.selectionSet ? selection(one, info) : null)
    else {
      const within = one.kind === 'FragmentSpread' ? info.fragments[one.name.value] : one
      for (const [name, asked] of selection(within, info)) names.set(name, asked)
    }
  }
  return names
}

// a column under another name, or told differently
const column = (name, tell = same) => ({ column: name, tell })
const time = (name) => column(name, moment)
// columns of another table; `maybe`: it may not be there
const table = (join, alias, fields = {}, maybe = null) => ({ join, alias, fields, maybe })
const area = (alias, key) => table(`JOIN area ${alias} ON ${alias}.code = i.${key}`, alias, PLACED)
const person = (alias, key) => table(`LEFT JOIN person ${alias} ON ${alias}.id = ${key}`, alias, {}, 'id')
const unit = (alias, key) => table(`LEFT JOIN unit ${alias} ON ${alias}.id = ${key}`, alias, {}, 'id')
const LIMIT = (alias) => table('', alias, { kind: column('limit_kind'), amount: column('limit_amount') })
const PLACED = { lat: column('lat', degrees), lon: column('lon', degrees) }

export const INCIDENT = {
  occurredAt: time('occurred_at'),
  reportedAt: time('reported_at'),
  receivedAt: time('received_at'),
  filedAt: time('filed_at'),
  closedAt: time('closed_at'),
  changedAt: time('changed_at'),
  warnAt: time('warn_at'),
  dueAt: time('late_at'),
  closedLate: column('closed_late', truth),
  place: table('', 'i', { ...PLACED, source: column('place_source'), confirmedAt: time('confirmed_at') }),
  incidentClass: table('JOIN incident_class c ON c.code = i.incident_class_id', 'c', {
    major: table('JOIN major m ON m.code = c.major_id', 'm'),
  }),
  condition: table('LEFT JOIN filing_condition f ON f.id = i.condition_id', 'f', { limit: LIMIT('f') }, 'id'),
  grid: area('g', 'grid_id'),
  community: area('o', 'community_id'),
  street: area('s', 'street_id'),
  reporter: person('r', 'i.reporter_id'),
  assignee: person('a', 'i.assignee_id'),
  leadUnit: unit('u', 'i.lead_unit_id'),
}
export const EVENT = {
  at: time('at'),
  payload: column('payload', JSON.parse),
  by: person('p', 'i.by_id'),
  unit: unit('n', 'i.unit_id'),
}
export const CLOCK = {
  startedAt: time('started_at'),
  warnAt: time('warn_at'),
  dueAt: time('due_at'),
  stoppedAt: time('stopped_at'),
  limit: LIMIT('i'),
}
export const PHOTO = { at: time('at'), arrived: column('arrived', truth) }
export const DISPOSAL = {
  at: time('at'),
  acceptedAt: time('accepted_at'),
  finished: column('finished', truth),
  unit: unit('n', 'i.unit_id'),
}

// `apart`: names that are answered by statements of their own
export function shape(asked, fields, apart = new Set()) {
  const plan = { columns: [], joins: [] }
  const needed = [...asked.keys()].some((name) => apart.has(name)) ? new Map([['id', null], ...asked]) : asked
  const make = object(needed, fields, 'i', plan, apart)
  return { columns: plan.columns.join(', '), joins: plan.joins.join(' '), make }
}

function object(asked, fields, alias, plan, apart = new Set()) {
  const parts = []
  for (const [name, within] of asked) {
    if (apart.has(name) || name === '__typename') continue
    const found = fields[name] ?? column(snake(name))
    if (within) parts.push(`${name}: ${joined(found, within, plan)}`)
    else parts.push(`${name}: ${told(found, place(`${alias}.${found.column}`, plan))}`)
  }
  return parts.length ? `{ ${parts.join(', ')} }` : '{}'
}

function joined(found, within, plan) {
  if (found.join) plan.joins.push(found.join)
  const there = found.maybe ? place(`${found.alias}.${found.maybe}`, plan) : null
  const made = object(within, found.fields, found.alias, plan)
  return there === null ? made : `row[${there}] === null ? null : ${made}`
}

function place(name, plan) {
  const known = plan.columns.indexOf(name)
  return known >= 0 ? known : plan.columns.push(name) - 1
}

const TELL = new Map([[same, ''], [moment, 'moment'], [degrees, 'degrees'], [truth, 'truth'], [JSON.parse, 'parse']])
const told = (found, at) => `${TELL.get(found.tell)}(row[${at}])`

// the function that a shape's text means
export const compiled = (text) =>
  new Function('moment', 'degrees', 'truth', 'parse', `return (row) => (${text})`)(moment, degrees, truth, JSON.parse)
