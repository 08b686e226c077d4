// graphql-yoga as its authors advise it for production: node yoga.js DATABASE PORT SCHEMA
import { createServer } from 'node:http'
import { createSchema, createYoga } from 'graphql-yoga'
import { resolvers, tokenOf, typeDefs } from './resolvers.js'

const [database, port, schema] = process.argv.slice(2)
const yoga = createYoga({
  schema: createSchema({ typeDefs: typeDefs(schema), resolvers: resolvers(database) }),
  context: ({ request }) => ({ token: tokenOf(request.headers.get('authorization')) }),
  logging: false,
  graphiql: false,
  landingPage: false,
})
createServer(yoga).listen(Number(port), '127.0.0.1')
