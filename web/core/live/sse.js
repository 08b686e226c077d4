/**
 * Server-sent events read from a fetch body: bytes in, events out. A line may be cut anywhere; a chunk may hold many events.
 * @module
 */
import { onLine } from '../outbox/line.js'

/** Whether an answer is of that kind: a captive portal's page is neither a stream nor a refusal of ours. @param {Response} response @param {string} kind */
export function isOf(response, kind) {
  return response.headers.get('content-type')?.includes(kind) ?? false
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => void} [breath] called for each chunk, also for comments that only keep the line warm
 * @returns {AsyncGenerator<{ event: string, data: string, id?: string }>}
 */
export async function* events(body, breath = () => {}) {
  const decoder = new TextDecoder()
  let rest = ''
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    breath()
    rest = (rest + decoder.decode(value, { stream: true })).replace(/\r\n/g, '\n')
    const blocks = rest.split('\n\n')
    rest = /** @type {string} */ (blocks.pop())
    for (const block of blocks) {
      const event = parsed(block)
      if (event) yield event
    }
  }
}

/**
 * One block of lines; comments and what has no data count for nothing, except an event that only has a name, or an id.
 * @param {string} block
 */
function parsed(block) {
  let event = 'message'
  /** @type {{ id?: string }} */
  const mark = {}
  /** @type {string[]} */
  const data = []
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim()
    else if (line.startsWith('id:')) mark.id = line.slice(3).trim()
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
  }
  return data.length || event !== 'message' || mark.id ? { event, data: data.join('\n'), ...mark } : null
}

/**
 * Waits before a cut stream is taken up again; not to the end when a line comes up.
 * @param {number} ms
 * @param {AbortSignal} signal
 */
export function rest(ms, signal) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      deaf()
      resolve(null)
    }
    const timer = setTimeout(done, ms)
    const deaf = onLine((up) => up && done())
    signal.addEventListener('abort', done, { once: true })
    globalThis.addEventListener?.('online', done, { once: true })
  })
}
