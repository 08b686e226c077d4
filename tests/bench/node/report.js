// The peers' way to take a report: one transaction with the same rows as ours, chained event and search text included.
// They keep no calendar and no rights: where ours counts work hours, they add four hours.
import { createHash, randomUUID } from 'node:crypto'

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const stored = (date) => date.toISOString().replace('T', ' ').replace('Z', '000+00:00')
const pairs = (body) =>
  body.split(/\s+/)
    .map((run) => [...run].slice(1).map((_, at) => run.slice(at, at + 2)).join(' ') || run)
    .join(' 0gap0 ')

const WHO = `SELECT t.person_id AS person, o.id AS post, o.area_id AS area FROM token t
  JOIN post o ON o.person_id = t.person_id WHERE t.digest = ? AND t.ended_at IS NULL`
const INCIDENT = `INSERT INTO incident (id, version, number, state, awaits, level, severity, channel, external_no, text,
  lat, lon, accuracy_m, place_source, address, building, unit_door, floor, confirmed_at, grid_version, duplicate_of_id,
  occurred_at, reported_at, received_at, filed_at, closed_at, changed_at, warn_at, late_at, closure_kind, closed_late,
  rating, rework_count, reopen_count, return_count, assignee_id, community_id, condition_id, grid_id, incident_class_id,
  lead_unit_id, matter_id, reporter_id, street_id)
  VALUES (@id, 1, NULL, 'REPORTED', 'INTAKE', @level, @severity, 'PATROL', NULL, @text, @lat, @lon, @accuracy, 'GPS',
  '', '', '', '', NULL, 1, NULL, @now, @now, @now, NULL, NULL, @now, @warn, @due, NULL, NULL, NULL, 0, 0, 0, NULL,
  @community, NULL, @grid, @class, NULL, NULL, @person, @street)`
const CLOCK = `INSERT INTO incident_clock (id, kind, stage, round, limit_kind, limit_amount, source, started_at,
  warn_at, due_at, stopped_at, pauses, incident_id)
  VALUES (?, 'STAGE', 'INTAKE', 1, 'CONT', 240, 'stage INTAKE', @now, @warn, @due, NULL, '[]', @id)`
const EVENT = `INSERT INTO event (id, kind, subject_id, place_in_chain, area, by_id, post_id, unit_id, at, payload,
  previous, hash) VALUES (?, 'incident.reported', ?, 1, ?, ?, ?, NULL, ?, ?, '', ?)`

// `spots`: the grids' rectangles, kept in memory like a map
export class Reports {
  constructor(rows) {
    this.rows = rows
    const found = rows.file.prepare('SELECT area_id, ring FROM area_shape').all()
    this.spots = found.map((row) => {
      const [[west, south], , [east, north]] = JSON.parse(row.ring)
      return { code: row.area_id, west, south, east, north }
    })
    this.write = rows.file.transaction((token, input, info) => this.within(token, input, info))
  }

  take(token, input, info) {
    return this.write.immediate(token, input, info)
  }

  within(token, input, info) {
    const { rows } = this
    const body = sha256(JSON.stringify(input))
    const earlier = rows.statement('SELECT * FROM receipt WHERE op_id = ?').get(input.opId)
    if (earlier) return this.told(earlier.subject_id, input.opId, info)
    const lat = Math.round(input.place.lat * 1e7), lon = Math.round(input.place.lon * 1e7)
    const spot = this.spots.find((one) => one.south <= lat && lat < one.north && one.west <= lon && lon < one.east)
    const klass = rows.statement('SELECT * FROM incident_class WHERE code = ?').get(input.classCode)
    const who = rows.statement(WHO).all(sha256(token)).find((post) => spot.code.startsWith(post.area))
    const now = new Date()
    const later = (minutes) => stored(new Date(+now + minutes * 60e3))
    const times = { now: stored(now), warn: later(192), due: later(240) }
    rows.statement(INCIDENT).run({
      ...times, id: input.id, level: klass.min_level, severity: klass.severity, text: input.text, lat, lon,
      accuracy: input.place.accuracyM, community: spot.code.slice(0, 12), grid: spot.code, class: klass.code,
      person: who.person, street: spot.code.slice(0, 9),
    })
    rows.statement(CLOCK).run(randomUUID(), { ...times, id: input.id })
    this.findable(input.id, `${klass.name} ${klass.words} ${input.text}`)
    this.record(input, spot, klass, who, times.now)
    rows.statement('INSERT INTO receipt (op_id, person_id, verb, digest, subject_id, at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(input.opId, who.person, 'report', body, input.id, times.now)
    return this.told(input.id, input.opId, info)
  }

  findable(id, text) {
    const { rows } = this
    const kept = rows.statement('INSERT INTO incident_text (incident_id, body) VALUES (?, ?)').run(id, text)
    rows.statement('INSERT INTO incident_words (rowid, words) VALUES (?, ?)').run(kept.lastInsertRowid, pairs(text))
  }

  record(input, spot, klass, who, now) {
    const { rows } = this
    const id = randomUUID()
    const payload = JSON.stringify({ step: 'REPORT', to: 'REPORTED', version: 1, class: klass.code, channel: 'PATROL' })
    const hash = sha256(JSON.stringify([id, input.id, 1, spot.code, who.person, who.post, now, payload, '']))
    const event = rows.statement(EVENT).run(id, input.id, spot.code, who.person, who.post, now, payload, hash)
    rows.statement('INSERT INTO unsealed (event_number) VALUES (?)').run(event.lastInsertRowid)
  }

  told(id, opId, info) {
    return { incident: this.rows.told(id, info), receipt: { opId }, problems: [] }
  }
}
