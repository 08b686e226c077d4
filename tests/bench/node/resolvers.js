// The schema's fields that the bench asks for, for both peers. Everything that a row holds is a plain property.
import { readFileSync } from 'node:fs'
import { Reports } from './report.js'
import { Rows } from './rows.js'

export const typeDefs = (path) => readFileSync(path, 'utf8')

export function resolvers(database) {
  const rows = new Rows(database)
  const reports = new Reports(rows)
  return {
    Query: {
      incident: (_, { id }, __, info) => rows.one(id, info),
      incidents: (_, { filter, order, first, after }, __, info) => rows.page(filter, order, first, after, info),
      incidentCounts: (_, { by }) => rows.counts(by),
    },
    Mutation: { incidentReport: (_, { input }, { token }, info) => reports.take(token, input, info) },
    Incident: {
      events: (incident, { first }, _, info) => ({ nodes: rows.events(incident.id, first, info) }),
      clocks: (incident, _, __, info) => rows.clocks(incident.id, info),
      photos: (incident, _, __, info) => rows.photos(incident.id, info),
      disposals: (incident, _, __, info) => rows.disposals(incident.id, info),
      assistUnits: (incident, _, __, info) => rows.assistUnits(incident.id, info),
    },
  }
}

export const tokenOf = (header) => header?.slice('Bearer '.length) ?? ''
