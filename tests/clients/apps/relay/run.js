// The compiled app at work, as its hooks would drive it: two pages of a list, more of what happened to one of it, a verb.
// Prints what the screen would show: `deno run run.js ADDRESS TOKEN`.
import relay from 'relay-runtime'
import home from './__generated__/appHomeQuery.graphql.js'
import incidents from './__generated__/app_incidents.graphql.js'
import incident from './__generated__/app_incident.graphql.js'
import incidentsPaged from './__generated__/appIncidentsQuery.graphql.js'
import incidentPaged from './__generated__/appIncidentQuery.graphql.js'
import supervise from './__generated__/appSuperviseMutation.graphql.js'

const [address, token] = Deno.args

async function sent({ text }, variables) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ query: text, variables })
  return (await fetch(`${address}/graphql`, { method: 'POST', headers, body })).json()
}

const store = new relay.Store(new relay.RecordSource())
const environment = new relay.Environment({ network: relay.Network.create(sent), store })

async function ask(query, variables) {
  environment.retain(relay.createOperationDescriptor(query, variables))
  return await relay.fetchQuery(environment, query, variables).toPromise()
}

/** What a fragment shows of the place in the store that its parent gave it. */
function shown(fragment, place) {
  return environment.lookup(relay.getSingularSelector(fragment, place)).data
}

const began = await ask(home, { filter: {} })
const list = () => shown(incidents, began).incidents
const first = list().edges.map(({ node }) => node.id)
await ask(incidentsPaged, { filter: {}, first: 10, after: list().pageInfo.endCursor })
const all = list().edges.map(({ node }) => node)

const before = shown(incident, all[0])
await ask(incidentPaged, { id: before.id, first: 100, after: before.events.pageInfo.endCursor })
const whole = shown(incident, all[0])

const lead = all.map((node) => shown(incident, node)).find(({ state }) => state === 'DISPATCHED')
const input = { opId: crypto.randomUUID(), id: lead.id, seen: lead.version, opinion: '从 Relay 来，请抓紧' }
const problems = await new Promise((done, failed) =>
  relay.commitMutation(environment, {
    mutation: supervise,
    variables: { input },
    onCompleted: ({ incidentSupervise }) => done(incidentSupervise.problems),
    onError: failed,
  })
)
console.log(JSON.stringify({
  person: began.viewer.person.name,
  first,
  all: all.map(({ id }) => id),
  total: list().total,
  events: [before, whole].map(({ events }) => events.edges.length),
  problems,
  said: shown(incident, all.find(({ id }) => id === lead.id)).supervisions.map(({ opinion }) => opinion),
}))
