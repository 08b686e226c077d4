/**
 * A phone for tests: its store, its locks and channels, and a district's server that keeps what it accepts. Each scene is new.
 * @module
 */
import {
  IDBCursor,
  IDBCursorWithValue,
  IDBDatabase,
  IDBFactory,
  IDBIndex,
  IDBKeyRange,
  IDBObjectStore,
  IDBOpenDBRequest,
  IDBRequest,
  IDBTransaction,
} from '../vendor/fake-indexeddb.js'
import { uuid7 } from '../../web/core/ids.js'
import { close, setFact } from '../../web/core/replica/store.js'

Object.assign(globalThis, {
  IDBCursor,
  IDBCursorWithValue,
  IDBDatabase,
  IDBIndex,
  IDBKeyRange,
  IDBObjectStore,
  IDBOpenDBRequest,
  IDBRequest,
  IDBTransaction,
})

/** @typedef {{ method: string, path: string, body: any }} Heard */

/** A server that answers as ours does, remembers each effect, and can be told to misbehave. */
export class Server {
  /** @type {string | null} whose cookie the phone holds */
  session = 'wang'
  /** @type {Map<string, any>} effects by operation id */
  effects = new Map()
  /** @type {string[]} operation ids in the order of their effect */
  order = []
  /** @type {any[]} what phones told of people who left without a line */
  left = []
  /** @type {Set<string>} */
  photos = new Set()
  /** @type {Heard[]} */
  heard = []
  /** @type {Map<string, number>} version by incident */
  versions = new Map()
  /** @type {(request: Heard) => Response | 'cut' | 'lost' | null | undefined} 'cut': it never arrives; 'lost': done, but the answer is lost */
  trouble = () => null

  /**
   * @param {string} url
   * @param {RequestInit} [init]
   */
  fetch = async (url, init = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : init.body
    const request = { method: init.method ?? 'GET', path: String(url), body }
    await new Promise((resolve) => setTimeout(resolve, 0))
    if (init.signal?.aborted) throw init.signal.reason
    this.heard.push(request)
    const trouble = this.trouble(request)
    if (trouble instanceof Response) return trouble
    if (trouble === 'cut') throw new TypeError('Failed to fetch')
    const response = this.answer(request)
    if (trouble === 'lost') throw new TypeError('Failed to fetch')
    return response
  }

  /** @param {Heard} request */
  answer({ method, path, body }) {
    if (path === '/session' && method === 'POST') {
      this.session = body.login
      return json(this.known())
    }
    if (path === '/session/left') {
      this.left.push(body)
      return new Response(null, { status: 204 })
    }
    if (path === '/session' && method === 'DELETE') {
      this.session = null
      return new Response(null, { status: 204 })
    }
    if (!this.session) {
      return json({
        errors: [{ message: 'nobody', extensions: { code: 'AUTH_EXPIRED' } }],
      }, 401)
    }
    if (path === '/session') {
      return json(this.known())
    }
    if (path.startsWith('/media/')) {
      this.photos.add(path.slice(7))
      return json({ sha256: path.slice(7) })
    }
    return json({
      data: { incidentReport: this.effect(body.variables.input) },
    })
  }

  /** Whose cookie it is, and the word that ends their session. */
  known() {
    return { person: { id: this.session, name: this.session }, leave: `word of ${this.session}` }
  }

  /** @param {any} input one effect for one operation id, and the same answer ever after */
  effect(input) {
    const known = this.effects.get(input.opId)
    if (known) return known
    const version = this.versions.get(input.id) ?? 0
    if (input.seen !== undefined && input.seen !== version) {
      return {
        incident: { id: input.id, version },
        receipt: null,
        problems: [{ code: 'CONFLICT', message: '', field: null }],
      }
    }
    this.versions.set(input.id, version + 1)
    const payload = {
      incident: {
        id: input.id,
        version: version + 1,
        state: 'REPORTED',
        number: null,
      },
      receipt: {
        opId: input.opId,
        at: new Date().toISOString(),
        code: '7F3A-91C2',
      },
      problems: [],
      by: this.session,
    }
    this.effects.set(input.opId, payload)
    this.order.push(input.opId)
    return payload
  }
}

/**
 * @param {any} body
 * @param {number} [status]
 * @param {Record<string, string>} [headers]
 */
export function json(body, status = 200, headers = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/**
 * A refusal as the server's payloads carry it.
 * @param {...string} codes
 */
export function refusal(...codes) {
  const problems = codes.map((code) => ({ code, message: code, field: null }))
  return json({
    data: { incidentReport: { incident: null, receipt: null, problems } },
  })
}

/**
 * A new phone on which `person` works, and its server.
 * @param {string | null} [person]
 */
export async function scene(person = 'wang') {
  await close()
  globalThis.indexedDB = /** @type {any} */ (new IDBFactory())
  const server = new Server()
  server.session = person
  globalThis.fetch = /** @type {any} */ (server.fetch)
  if (person) await setFact('person', { id: person, name: person })
  return server
}

export const REPORT = /** @type {const} */ ({
  id: 'sha256:report',
  kind: 'mutation',
  name: 'Report',
})
export const NOTE = /** @type {const} */ ({ id: 'sha256:note', kind: 'mutation', name: 'Note' })
export const FEED_BACK = /** @type {const} */ ({
  id: 'sha256:feedback',
  kind: 'mutation',
  name: 'FeedBack',
})

/**
 * What the report page hands over.
 * @param {Partial<import('../../web/core/types.js').Order>} [more]
 * @returns {import('../../web/core/types.js').Order}
 */
export function report(more = {}) {
  return {
    operation: REPORT,
    incidentId: uuid7(),
    input: { text: '井盖缺损', classCode: 'C0101', severity: 1 },
    ...more,
  }
}

/**
 * @param {string} text
 * @returns {Promise<import('../../web/core/types.js').Photo>} a photo of these bytes
 */
export async function picture(text) {
  const blob = new Blob([text], { type: 'image/jpeg' })
  const { sha256 } = await import('../../web/core/photo/photo.js')
  return {
    sha256: await sha256(blob),
    blob,
    width: 4,
    height: 3,
    size: blob.size,
  }
}
