// The reference clients of both protocols, subscribed to the same: `deno run run.js ADDRESS TOKEN CURSOR`. Prints what each
// was told first, and how each is refused who has no token.
import { createClient as overSocket } from 'graphql-ws'
import { createClient as overEvents } from 'graphql-sse'

const [address, token, cursor] = Deno.args
const query = 'subscription Hear($after: String) { incidentChanged(after: $after) { kind cursor incident { id version } } }'
const url = `${address}/graphql`

const clients = {
  socket: (secret) => overSocket({ url: url.replace('http', 'ws'), connectionParams: { token: secret }, retryAttempts: 0 }),
  events: (secret) => overEvents({ url, headers: { authorization: `Bearer ${secret}` }, retryAttempts: 0 }),
}

async function first(client) {
  try {
    for await (const told of client.iterate({ query, variables: { after: cursor } })) return told
  } finally {
    client.dispose()
  }
}

/** What a client says of a refusal: a close event's words, else the error's. */
const why = (failure) => failure.reason ?? failure.response?.status ?? failure.message

const told = {}
for (const [name, client] of Object.entries(clients)) {
  told[name] = await first(client(token))
  told[`${name} refused`] = await first(client('wrong')).catch(why)
}
console.log(JSON.stringify(told))
Deno.exit()
