// Runs graphql-http's own audit against a server and prints its results: `deno run audit.js URL TOKEN`.
import { serverAudits } from '../vendor/graphql-http/audits/server.mjs'

const [url, token] = Deno.args

/** @param {string} address @param {RequestInit} init */
const fetchFn = (address, init = {}) =>
  fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })

const results = []
for (const audit of serverAudits({ url, fetchFn })) {
  const { id, name, status, reason } = await audit.fn()
  results.push({ id, name, status, reason })
}
console.log(JSON.stringify(results))
