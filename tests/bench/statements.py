"""The hand-written SQL that is the limit: one statement for each work, whose JSON the database makes.

`{name}` parts are spelled once here; parameters are named. Moments stand in SQLite with a space where ISO has a T.
"""

from __future__ import annotations

PLACE = "'lat', i.lat / 1e7, 'lon', i.lon / 1e7, 'address', i.address"
NODES = "'pageInfo', json_object('hasNextPage', json((SELECT iif(count(*) > :first, 'true', 'false') FROM page))"


def moment(column: str) -> str:
    return f"replace({column}, ' ', 'T')"


def named(alias: str, key: str) -> str:
    return f"json_object('{key}', {alias}.{key}, 'name', {alias}.name)"


def maybe(alias: str, key: str, more: str = "") -> str:
    """An object, or null where the join found nothing."""
    return f"iif({alias}.{key} IS NULL, NULL, json_object('{key}', {alias}.{key}, 'name', {alias}.name{more}))"


FEED_NODE = f"""json_object(
  'id', i.id, 'version', i.version, 'number', i.number, 'state', i.state, 'level', i.level, 'severity', i.severity,
  'channel', i.channel, 'text', i.text, 'receivedAt', {moment("i.received_at")},
  'changedAt', {moment("i.changed_at")}, 'dueAt', {moment("i.late_at")}, 'place', json_object({PLACE}),
  'incidentClass', json_object('code', c.code, 'name', c.name, 'major', {named("m", "code")}),
  'grid', {named("g", "code")}, 'community', {named("o", "code")}, 'street', {named("s", "code")},
  'reporter', {maybe("r", "id")}, 'leadUnit', {maybe("u", "id")},
  'events', json_object('nodes', (SELECT json_group_array(json_object(
      'id', e.id, 'kind', e.kind, 'at', {moment("e.at")}, 'by', {maybe("p", "id")}))
    FROM (SELECT * FROM event WHERE subject_id = i.id ORDER BY place_in_chain DESC LIMIT 3) e
    LEFT JOIN person p ON p.id = e.by_id)))"""

FEED = f"""
WITH lit AS MATERIALIZED (SELECT id, late_at FROM incident
    WHERE street_id = :area AND late_at > '1970-01-01' ORDER BY late_at, id LIMIT :first + 1),
  dark AS MATERIALIZED (SELECT id FROM incident
    WHERE street_id = :area AND late_at IS NULL ORDER BY id LIMIT :first + 1 - (SELECT count(*) FROM lit)),
  page AS MATERIALIZED (SELECT id FROM lit UNION ALL SELECT id FROM dark)
SELECT json_object('incidents', json_object(
  'nodes', (SELECT json_group_array({FEED_NODE})
    FROM (SELECT id FROM page LIMIT :first) chosen CROSS JOIN incident i ON i.id = chosen.id
    JOIN incident_class c ON c.code = i.incident_class_id JOIN major m ON m.code = c.major_id
    JOIN area g ON g.code = i.grid_id JOIN area o ON o.code = i.community_id JOIN area s ON s.code = i.street_id
    LEFT JOIN person r ON r.id = i.reporter_id LEFT JOIN unit u ON u.id = i.lead_unit_id),
  {NODES})))"""

ONE = f"""
SELECT json_object('incident', json_object(
  'id', i.id, 'version', i.version, 'number', i.number, 'state', i.state, 'awaits', i.awaits, 'level', i.level,
  'severity', i.severity, 'channel', i.channel, 'externalNo', i.external_no, 'text', i.text,
  'place', json_object({PLACE}, 'accuracyM', i.accuracy_m, 'source', i.place_source, 'building', i.building,
    'unitDoor', i.unit_door, 'floor', i.floor, 'confirmedAt', {moment("i.confirmed_at")}),
  'incidentClass', json_object('code', c.code, 'name', c.name, 'nameEn', c.name_en,
    'major', json_object('code', m.code, 'name', m.name, 'nameEn', m.name_en)),
  'condition', iif(f.id IS NULL, NULL, json_object('number', f.number, 'text', f.text, 'textEn', f.text_en,
    'severity', f.severity, 'limit', json_object('kind', f.limit_kind, 'amount', f.limit_amount))),
  'grid', json_object('code', g.code, 'name', g.name, 'lat', g.lat / 1e7, 'lon', g.lon / 1e7),
  'community', {named("o", "code")}, 'street', {named("s", "code")}, 'reporter', {maybe("r", "id")},
  'assignee', {maybe("a", "id")},
  'leadUnit', {maybe("u", "id", ", 'kind', u.kind, 'phone', u.phone, 'hours', u.hours")},
  'assistUnits', (SELECT json_group_array({named("n", "id")})
    FROM incident_unit y JOIN unit n ON n.id = y.unit_id WHERE y.incident_id = i.id AND y.until IS NULL),
  'occurredAt', {moment("i.occurred_at")}, 'reportedAt', {moment("i.reported_at")},
  'receivedAt', {moment("i.received_at")}, 'filedAt', {moment("i.filed_at")}, 'closedAt', {moment("i.closed_at")},
  'changedAt', {moment("i.changed_at")}, 'warnAt', {moment("i.warn_at")}, 'dueAt', {moment("i.late_at")},
  'closureKind', i.closure_kind, 'closedLate', json(iif(i.closed_late, 'true', iif(i.closed_late = 0, 'false', NULL))),
  'rating', i.rating, 'reworkCount', i.rework_count, 'reopenCount', i.reopen_count, 'returnCount', i.return_count,
  'clocks', (SELECT json_group_array(json_object('kind', k.kind, 'stage', k.stage, 'round', k.round,
      'source', k.source, 'startedAt', {moment("k.started_at")}, 'warnAt', {moment("k.warn_at")},
      'dueAt', {moment("k.due_at")}, 'stoppedAt', {moment("k.stopped_at")},
      'limit', json_object('kind', k.limit_kind, 'amount', k.limit_amount)))
    FROM (SELECT * FROM incident_clock WHERE incident_id = i.id ORDER BY started_at, kind) k),
  'photos', (SELECT json_group_array(json_object('sha256', h.sha256, 'kind', h.kind, 'at', {moment("h.at")},
      'arrived', json(iif(w.sha256 IS NULL, 'false', 'true'))))
    FROM (SELECT * FROM incident_photo WHERE incident_id = i.id ORDER BY at, id) h
    LEFT JOIN media w ON w.sha256 = h.sha256),
  'disposals', (SELECT json_group_array(json_object('round', d.round, 'at', {moment("d.at")},
      'acceptedAt', {moment("d.accepted_at")}, 'contact', d.contact, 'measures', d.measures,
      'finished', json(iif(d.finished, 'true', 'false')), 'promisedOn', d.promised_on, 'outcome', d.outcome,
      'unit', {named("n", "id")}))
    FROM (SELECT * FROM disposal WHERE incident_id = i.id ORDER BY at, id) d JOIN unit n ON n.id = d.unit_id),
  'events', json_object('nodes', (SELECT json_group_array(json_object('id', e.id, 'kind', e.kind,
      'at', {moment("e.at")}, 'payload', json(e.payload), 'hash', e.hash,
      'by', {maybe("p", "id")}, 'unit', {maybe("n", "id")}))
    FROM (SELECT * FROM event WHERE subject_id = i.id ORDER BY place_in_chain DESC LIMIT 20) e
    LEFT JOIN person p ON p.id = e.by_id LEFT JOIN unit n ON n.id = e.unit_id))))
FROM incident i JOIN incident_class c ON c.code = i.incident_class_id JOIN major m ON m.code = c.major_id
  LEFT JOIN filing_condition f ON f.id = i.condition_id JOIN area g ON g.code = i.grid_id
  JOIN area o ON o.code = i.community_id JOIN area s ON s.code = i.street_id
  LEFT JOIN person r ON r.id = i.reporter_id LEFT JOIN person a ON a.id = i.assignee_id
  LEFT JOIN unit u ON u.id = i.lead_unit_id
WHERE i.id = :id"""

# walks the order and looks each one up among the words: 1 ms where gathering all that have the words takes 10
SEARCH = f"""
WITH page AS MATERIALIZED (SELECT id, late_at FROM incident i
  WHERE (SELECT number FROM incident_text t WHERE t.incident_id = i.id)
      IN (SELECT rowid FROM incident_words WHERE incident_words MATCH :words)
    AND closed_at IS NULL AND late_at >= :late AND (late_at > :late OR id > :behind)
  ORDER BY late_at, id LIMIT :first + 1)
SELECT json_object('incidents', json_object(
  'nodes', (SELECT json_group_array(json_object('id', i.id, 'number', i.number, 'state', i.state,
      'severity', i.severity, 'text', i.text, 'receivedAt', {moment("i.received_at")},
      'dueAt', {moment("i.late_at")}, 'place', json_object({PLACE}), 'incidentClass', {named("c", "code")},
      'grid', {named("g", "code")}, 'street', {named("s", "code")}, 'leadUnit', {maybe("u", "id")}))
    FROM (SELECT id FROM page LIMIT :first) chosen CROSS JOIN incident i ON i.id = chosen.id
    JOIN incident_class c ON c.code = i.incident_class_id JOIN area g ON g.code = i.grid_id
    JOIN area s ON s.code = i.street_id LEFT JOIN unit u ON u.id = i.lead_unit_id),
  {NODES}, 'endCursor', (SELECT late_at || ' ' || id FROM page LIMIT 1 OFFSET
    (SELECT min(count(*), :first) - 1 FROM page)))))"""

PULL = f"""
WITH page AS MATERIALIZED (SELECT * FROM incident
  WHERE changed_at <= :changed AND (changed_at < :changed OR id < :behind)
  ORDER BY changed_at DESC, id DESC LIMIT :first + 1)
SELECT json_object('incidents', json_object(
  'nodes', (SELECT json_group_array(json_object('id', i.id, 'version', i.version, 'number', i.number,
      'state', i.state, 'awaits', i.awaits, 'level', i.level, 'severity', i.severity, 'channel', i.channel,
      'text', i.text, 'place', json_object({PLACE}, 'building', i.building, 'unitDoor', i.unit_door,
        'floor', i.floor),
      'incidentClass', json_object('code', i.incident_class_id), 'grid', json_object('code', i.grid_id),
      'street', json_object('code', i.street_id),
      'leadUnit', iif(i.lead_unit_id IS NULL, NULL, json_object('id', i.lead_unit_id)),
      'occurredAt', {moment("i.occurred_at")}, 'receivedAt', {moment("i.received_at")},
      'changedAt', {moment("i.changed_at")}, 'closedAt', {moment("i.closed_at")}, 'warnAt', {moment("i.warn_at")},
      'dueAt', {moment("i.late_at")}, 'closureKind', i.closure_kind))
    FROM (SELECT * FROM page LIMIT :first) i),
  {NODES}, 'endCursor', (SELECT changed_at || ' ' || id FROM page LIMIT 1 OFFSET
    (SELECT min(count(*), :first) - 1 FROM page)))))"""

COUNTED = "json_group_array(json_object('key', key, 'label', label, 'count', count))"
LIGHT = """CASE WHEN state = 'SUSPENDED' THEN 'PAUSED' WHEN late_at IS NULL THEN 'NONE' WHEN late_at < :now THEN 'RED'
  WHEN warn_at <= :now THEN 'YELLOW' ELSE 'GREEN' END"""
DASHBOARD = f"""
SELECT json_object(
  'streets', (SELECT {COUNTED} FROM (SELECT street_id AS key, a.name AS label, count
    FROM (SELECT street_id, count(*) AS count FROM incident GROUP BY street_id) JOIN area a ON a.code = street_id
    ORDER BY count DESC, key)),
  'states', (SELECT {COUNTED} FROM (SELECT state AS key, state AS label, count(*) AS count
    FROM incident GROUP BY state ORDER BY count DESC, key)),
  'lights', (SELECT {COUNTED} FROM (SELECT {LIGHT} AS key, {LIGHT} AS label, count(*) AS count
    FROM incident GROUP BY 1 ORDER BY instr('GREEN YELLOW RED PAUSED NONE', key))))"""
