// What a Relay app asks: a page of a list and of an object's own list, an object by its id, a verb and what others change.
import { graphql } from 'relay-runtime'

export const home = graphql`
  query appHomeQuery($filter: IncidentFilter) {
    viewer { person { id name } }
    ...app_incidents @arguments(filter: $filter)
  }`

export const incidents = graphql`
  fragment app_incidents on Query
  @refetchable(queryName: "appIncidentsQuery")
  @argumentDefinitions(
    filter: { type: "IncidentFilter" }, first: { type: "Int", defaultValue: 2 }, after: { type: "String" }
  ) {
    incidents(filter: $filter, first: $first, after: $after) @connection(key: "app_incidents") {
      total { count exact }
      edges { node { id ...app_incident } }
    }
  }`

export const incident = graphql`
  fragment app_incident on Incident
  @refetchable(queryName: "appIncidentQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 1 }, after: { type: "String" }) {
    id number state version supervisions { opinion }
    incidentClass { code name }
    events(first: $first, after: $after) @connection(key: "app_events") { edges { node { id kind at } } }
  }`

export const supervise = graphql`
  mutation appSuperviseMutation($input: IncidentSuperviseInput!) {
    incidentSupervise(input: $input) { incident { id ...app_incident } problems { code field message } }
  }`

export const changes = graphql`
  subscription appChangesSubscription { incidentChanged { eventId incident { id state version } } }`
