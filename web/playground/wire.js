/**
 * How the playground talks to the server: prices, queries, streams, and the pass that opens changes.
 * @module
 */

/** @typedef {{ query: string, variables?: Record<string, unknown> | null, operationName?: string | null }} Params */

const JSON_TYPE = 'application/graphql-response+json, application/json'

/** The pass for changes, in this page's memory only. */
let pass = ''

/** @param {string} path @param {unknown} body @param {string} accept */
function post(path, body, accept) {
  /** @type {Record<string, string>} */
  const headers = { 'content-type': 'application/json', accept }
  if (pass) headers['x-grid-changes'] = pass
  return fetch(path, { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify(body) })
}

/**
 * What the query would cost: `{cost, limit}`, or `{code, message}` when it would be refused.
 * @param {Params} params
 * @returns {Promise<{ cost?: number, limit?: number, code?: string, message?: string }>}
 */
export async function price(params) {
  return (await post('/playground/price', params, 'application/json')).json()
}

/** @param {Params} params */
export async function ask(params) {
  return (await post('/graphql', params, JSON_TYPE)).json()
}

/**
 * A subscription: one value for each event.
 * @param {Params} params
 */
export async function* listen(params) {
  const response = await post('/graphql', params, 'text/event-stream')
  if (!response.ok || !response.body) {
    yield await response.json()
    return
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (let rest = '';;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + value).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        if (block.startsWith('event: complete')) return
        const data = block.split('\n').find((line) => line.startsWith('data:'))
        if (data) yield JSON.parse(data.slice(5))
      }
    }
  } finally {
    await reader.cancel()
  }
}

/** Opens changes for ten minutes; when they end. Throws the refusal's code. */
export async function openChanges() {
  const answer = await (await post('/playground/changes', {}, 'application/json')).json()
  if (!answer.pass) throw new Error(answer.code ?? 'REFUSED')
  pass = answer.pass
  return Date.now() + (Date.parse(answer.until) - Date.parse(answer.at))
}

export function closeChanges() {
  pass = ''
}
