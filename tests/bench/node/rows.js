// What the peers read: a page's statement first picks its rows and then joins what is asked for; what hangs on an
// incident comes by prepared statements, which in one process on one file costs less than batching.
import Database from 'better-sqlite3'
import { CLOCK, compiled, DISPOSAL, EVENT, INCIDENT, PHOTO, selection, shape } from './shapes.js'

const APART = new Set(['events', 'clocks', 'photos', 'disposals', 'assistUnits'])

const phrase = (text) =>
  text.trim().split(/\s+/).map((run) => {
    const pairs = run.length === 1 ? [run] : [...run].slice(1).map((_, at) => run.slice(at, at + 2))
    return '"' + pairs.join(' ') + '"'
  }).join(' ')

// the conditions of a filter, as [sql, values] pairs
function conditions(filter) {
  const found = []
  if (filter?.area) found.push(['i.street_id = @area', { area: filter.area }])
  if (filter?.open === true) found.push(['i.closed_at IS NULL', {}])
  if (filter?.text) {
    found.push([
      '(SELECT number FROM incident_text t WHERE t.incident_id = i.id) IN ' +
      '(SELECT rowid FROM incident_words WHERE incident_words MATCH @words)',
      { words: phrase(filter.text) },
    ])
  }
  return found
}

const cursor = (at, id) => Buffer.from(`${at}|${id}`).toString('base64url')
function mark(after) {
  if (!after) return null
  const [at, id] = Buffer.from(after, 'base64url').toString().split('|')
  return { at: at === 'null' ? null : at, id }
}

// the stretches of an order that lie behind a mark, each as [condition, order, values]
function stretches(order, behind) {
  if (order === 'CHANGED_FIRST') {
    const rest = behind ? 'i.changed_at <= @at AND (i.changed_at < @at OR i.id < @behind)' : '1'
    return [[rest, 'i.changed_at DESC, i.id DESC', behind ? { at: behind.at, behind: behind.id } : {}]]
  }
  const found = []
  if (!behind || behind.at !== null) {
    const rest = behind ? 'i.late_at >= @at AND (i.late_at > @at OR i.id > @behind)' : "i.late_at > '1970-01-01'"
    found.push([rest, 'i.late_at, i.id', behind ? { at: behind.at, behind: behind.id } : {}])
  }
  const dark = behind && behind.at === null ? 'i.late_at IS NULL AND i.id > @behind' : 'i.late_at IS NULL'
  found.push([dark, 'i.id', behind && behind.at === null ? { behind: behind.id } : {}])
  return found
}

export class Rows {
  constructor(path) {
    this.file = new Database(path)
    this.file.pragma('journal_mode = WAL')
    this.file.pragma('synchronous = FULL')
    this.file.pragma('cache_size = -65536')
    this.file.pragma('busy_timeout = 5000')
    this.prepared = new Map()
    this.shapes = new WeakMap()
  }

  statement(sql) {
    let found = this.prepared.get(sql)
    if (!found) this.prepared.set(sql, found = this.file.prepare(sql))
    return found
  }

  // the shape of what `node` asks for, worked out once for each node of a document
  shape(node, info, fields, within = null) {
    let found = this.shapes.get(node)
    if (!found) {
      const whole = selection(node, info)
      const made = shape(within ? whole.get(within) : whole, fields, APART)
      this.shapes.set(node, found = { ...made, make: compiled(made.make), statements: new Map() })
    }
    return found
  }

  page(filter, order, first, after, info) {
    const shaped = this.shape(info.fieldNodes[0], info, INCIDENT, 'nodes')
    const by = order === 'CHANGED_FIRST' ? 'changed_at' : 'late_at'
    const found = []
    for (const [rest, sorted, values] of stretches(order, mark(after))) {
      if (found.length > first) break
      const asked = conditions(filter)
      const where = [...asked.map(([sql]) => sql), rest].join(' AND ')
      const parameters = Object.assign({ most: first + 1 - found.length }, values, ...asked.map(([, value]) => value))
      found.push(...this.picked(shaped, by, where, sorted).all(parameters))
    }
    const rows = found.slice(0, first)
    const last = rows.at(-1)
    return {
      nodes: rows.map(shaped.make),
      pageInfo: {
        hasNextPage: found.length > first,
        endCursor: last ? cursor(last[last.length - 2], last[last.length - 1]) : null,
      },
    }
  }

  picked(shaped, by, where, sorted) {
    const key = where + sorted
    let found = shaped.statements.get(key)
    if (!found) {
      const page = `SELECT * FROM incident i WHERE ${where} ORDER BY ${sorted} LIMIT @most`
      const sql = `SELECT ${shaped.columns}, i.${by}, i.id FROM (${page}) i ${shaped.joins} ORDER BY ${sorted}`
      shaped.statements.set(key, found = this.file.prepare(sql).raw())
    }
    return found
  }

  one(id, info) {
    const shaped = this.shape(info.fieldNodes[0], info, INCIDENT)
    return this.hanging(shaped, 'incident i', 'i.id = ?', [id])[0] ?? null
  }

  // the incident of a payload
  told(id, info) {
    const shaped = this.shape(info.fieldNodes[0], info, INCIDENT, 'incident')
    return this.hanging(shaped, 'incident i', 'i.id = ?', [id])[0]
  }

  hanging(shaped, from, rest, parameters) {
    let found = shaped.statements.get(rest)
    if (!found) {
      const [where, order = ''] = rest.split(' ORDER BY ')
      const sql = `SELECT ${shaped.columns} FROM ${from} ${shaped.joins} WHERE ${where}` +
        (order && ` ORDER BY ${order}`)
      shaped.statements.set(rest, found = this.file.prepare(sql).raw())
    }
    return found.all(...parameters).map(shaped.make)
  }

  events(incident, first, info) {
    const shaped = this.shape(info.fieldNodes[0], info, EVENT, 'nodes')
    const rest = 'i.subject_id = ? ORDER BY i.place_in_chain DESC LIMIT ?'
    return this.hanging(shaped, 'event i', rest, [incident, first])
  }

  clocks(incident, info) {
    const shaped = this.shape(info.fieldNodes[0], info, CLOCK)
    return this.hanging(shaped, 'incident_clock i', 'i.incident_id = ? ORDER BY i.started_at, i.kind', [incident])
  }

  photos(incident, info) {
    const shaped = this.shape(info.fieldNodes[0], info, PHOTO)
    const from = '(SELECT h.*, w.sha256 IS NOT NULL AS arrived FROM incident_photo h ' +
      'LEFT JOIN media_sender w ON w.sha256 = h.sha256 AND w.by_id = h.by_id) i'
    return this.hanging(shaped, from, 'i.incident_id = ? ORDER BY i.at, i.id', [incident])
  }

  disposals(incident, info) {
    const shaped = this.shape(info.fieldNodes[0], info, DISPOSAL)
    return this.hanging(shaped, 'disposal i', 'i.incident_id = ? ORDER BY i.at, i.id', [incident])
  }

  assistUnits(incident, info) {
    const shaped = this.shape(info.fieldNodes[0], info, {})
    const from = '(SELECT n.*, y.incident_id FROM incident_unit y JOIN unit n ON n.id = y.unit_id ' +
      'WHERE y.until IS NULL) i'
    return this.hanging(shaped, from, 'i.incident_id = ?', [incident])
  }

  counts(by) {
    const now = new Date().toISOString().replace('T', ' ').replace('Z', '+00:00')
    return by === 'LIGHT' ? this.statement(LIGHTS).all({ now }) : this.statement(COUNTS[by]).all()
  }
}

const COUNTS = {
  STREET: `SELECT street_id AS key, a.name AS label, count FROM (SELECT street_id, count(*) AS count FROM incident
    GROUP BY street_id) JOIN area a ON a.code = street_id ORDER BY count DESC, key`,
  STATE: 'SELECT state AS key, state AS label, count(*) AS count FROM incident GROUP BY state ORDER BY count DESC, key',
}
const LIGHTS = `SELECT key, key AS label, count(*) AS count FROM (SELECT CASE WHEN state = 'SUSPENDED' THEN 'PAUSED'
    WHEN late_at IS NULL THEN 'NONE' WHEN late_at < @now THEN 'RED' WHEN warn_at <= @now THEN 'YELLOW' ELSE 'GREEN' END
  AS key FROM incident) GROUP BY key ORDER BY instr('GREEN YELLOW RED PAUSED NONE', key)`
