// What somebody writes in strict TypeScript with codegen's client preset: each null that may come is asked about.
import { type FragmentType, graphql, useFragment } from './gql/index.ts'
import type { IncidentState } from './gql/graphql.ts'
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core'

export const Row = graphql(`
  fragment Row on Incident {
    id version number state severity receivedAt
    place { lat lon address }
    incidentClass { code name }
    lead: leadUnit { id name phone }
  }`)

export const List = graphql(`
  query List($filter: IncidentFilter, $after: String) {
    incidents(filter: $filter, first: 20, after: $after) {
      nodes { id ...Row }
      pageInfo { hasNextPage endCursor }
      total { count exact }
    }
  }`)

export const One = graphql(`
  query One($id: ID!) {
    node(id: $id) { __typename id ... on Incident { events(first: 5) { nodes { kind at payload } } } ... on Area { name } }
  }`)

export const Supervise = graphql(`
  mutation Supervise($input: IncidentSuperviseInput!) {
    incidentSupervise(input: $input) { incident { ...Row } receipt { opId at } problems { code field message } }
  }`)

export const Changes = graphql(`subscription Changes { incidentChanged { eventId kind incident { ...Row } } }`)

export const open: VariablesOf<typeof List> = { filter: { open: true, states: ['REPORTED'] }, after: null }
export const said: VariablesOf<typeof Supervise> = { input: { opId: 'a', id: 'b', seen: 1, opinion: '' } }

export function careless({ incidents }: ResultOf<typeof List>): number {
  // @ts-expect-error a root that is refused is null
  return incidents.total.count
}

export function lines({ incidents }: ResultOf<typeof List>): string[] {
  if (!incidents) return []
  const more = incidents.pageInfo.hasNextPage ? [incidents.pageInfo.endCursor ?? ''] : []
  return [`${incidents.total.count}`, ...incidents.nodes.map(line), ...more]
}

function line(row: FragmentType<typeof Row>): string {
  const { number, state, place, lead, receivedAt } = useFragment(Row, row)
  const said: IncidentState = state
  return [number ?? '', said, place.lat.toFixed(5), lead?.name ?? '', receivedAt.slice(0, 10)].join(' ')
}

export function kinds({ node }: ResultOf<typeof One>): string[] {
  return node?.__typename === 'Incident' ? (node.events?.nodes ?? []).map(({ kind }) => kind) : []
}
