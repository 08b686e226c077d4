/**
 * Communities' layers on this phone: brought once a day with the copy for the communities that its person works in, and for others when
 * a map of them is looked at. The server is asked by the digest of what is here, and answers nothing when it is the same; that it has
 * none is remembered as long as one.
 * @module
 */
import { send } from '../api.js'
import { decoded } from '../place/layer.js'
import { me } from '../session/session.js'
import { recall, remember } from './cache.js'

/** @typedef {import('../place/layer.js').Layer} Layer */

const DAY = 24 * 3600_000
/** Communities of one person whose layers come without being looked at. */
const MOST = 6
/** Roles whose people stand where the map is of. */
const FIELD = new Set(['GRID_WORKER', 'COMMUNITY', 'VOLUNTEER'])

/** What was decoded last, by its digest. @type {Map<string, Layer>} */
const made = new Map()

/**
 * The layer of a community: what lies here, else what the server has.
 * @param {string} code
 * @returns {Promise<Layer | null>}
 */
export async function layerOf(code) {
  const here = await recall(`layer:${code}`)
  const held = here?.value ? here : await fetched(code)
  return held?.value ? shaped(held.value) : null
}

/** Brings those of this person's communities up to date. */
export async function renewLayers() {
  const posts = /** @type {any[]} */ ((await recall('viewer'))?.value?.viewer?.posts ?? [])
  const codes = posts.filter(({ role, area }) => FIELD.has(role) && area.code.length >= 12).map(({ area }) =>
    area.code.slice(0, 12)
  )
  for (const code of [...new Set(codes)].slice(0, MOST)) await fetched(code)
}

/**
 * What the server has, unless what lies here was asked for today.
 * @param {string} code
 * @returns {Promise<{ value: any } | null>} `value` null: it has none, or none for this person
 */
async function fetched(code) {
  const [person, here] = await Promise.all([me(), recall(`layer:${code}`)])
  if (here && Date.now() - here.fetchedAt < DAY) return here
  const known = here?.value ? { 'if-none-match': `W/"${here.value.digest}"` } : {}
  const reply = await send(`/layers/${code}`, { headers: /** @type {Record<string, string>} */ (known) })
  if (reply.kind !== 'answer' || (await me())?.id !== person?.id) return here
  const { status, body } = reply
  const value = status === 200 ? body : status === 304 ? here?.value : status === 404 ? null : undefined
  if (value === undefined) return here
  await remember(`layer:${code}`, value, person)
  return { value }
}

/** @param {any} told @returns {Layer} */
function shaped(told) {
  const layer = made.get(told.digest) ?? decoded(told)
  if (made.size > MOST) made.clear()
  made.set(told.digest, layer)
  return layer
}
