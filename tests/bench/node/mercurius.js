// mercurius with its just-in-time compiler: node mercurius.js DATABASE PORT SCHEMA
import Fastify from 'fastify'
import mercurius from 'mercurius'
import { resolvers, tokenOf, typeDefs } from './resolvers.js'

const [database, port, schema] = process.argv.slice(2)
const app = Fastify({ logger: false })
app.register(mercurius, {
  schema: typeDefs(schema),
  resolvers: resolvers(database),
  jit: 1,
  context: (request) => ({ token: tokenOf(request.headers.authorization) }),
})
await app.listen({ port: Number(port), host: '127.0.0.1' })
