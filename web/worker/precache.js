/**
 * The files of one version of the app, in a cache of their own. A version is stored whole or not at all, and each file only if it is
 * what the server's list says: what stands between the phone and the server may answer anything with 200.
 * @module
 */
import { sha256 } from '../core/photo/photo.js'

/** @typedef {{ url: string, files: string[] }} Bundle the texts of these files, one behind the other */
/** @typedef {{ version: string, files: Record<string, string>, bundle: Bundle, whole: Bundle }} List `files`: the SHA-256 of each by its address;
 *   `whole`: for a phone on which another version is, `bundle`: for a first visit, which has brought the rest already */

const PREFIX = 'app-'
const LIST = '/precache.json'
const APART = '\0'

/** @param {string} version */
export function cacheOf(version) {
  return caches.open(PREFIX + version)
}

/**
 * Stores every file of the server's list; refuses when the server has moved on meanwhile, and is then asked again.
 * @param {string} version
 * @param {ServiceWorker | boolean | null} before what works here until then, if anything does
 */
export async function store(version, before) {
  const answer = await fetch(LIST, { cache: 'no-store' })
  const list = /** @type {List} */ (await answer.clone().json())
  if (list.version !== version) throw new Error('another version')
  const cache = await cacheOf(version)
  const apart = await unpacked(before ? list.whole : list.bundle)
  await Promise.all(
    Object.entries(list.files).map(async ([url, digest]) => {
      const text = apart.get(url)
      const headers = { 'content-type': `text/${url.endsWith('.css') ? 'css' : 'javascript'}; charset=utf-8` }
      const response = text === undefined ? null : new Response(text, { headers })
      if (response && await holds(response.clone(), digest)) await cache.put(url, response)
      else await keep(cache, url, digest)
    }),
  )
  await cache.put(LIST, answer)
}

/**
 * What comes in the bundle, by address; nothing where it does not come, for each file can be had by itself.
 * @param {Bundle} bundle
 * @returns {Promise<Map<string, string>>}
 */
async function unpacked(bundle) {
  const texts = await fetch(bundle.url).then((got) => got.ok ? got.text() : '', () => '')
  return new Map(texts ? texts.split(APART).map((text, at) => [bundle.files[at] ?? '', text]) : [])
}

/**
 * Looks through what is stored, and fetches again what is missing or is not what the list says.
 * @param {string} version
 * @returns {Promise<number>} how many were mended; throws when one could not be
 */
export async function mend(version) {
  const cache = await cacheOf(version)
  const list = /** @type {List | undefined} */ (await (await cache.match(LIST))?.json())
  let mended = 0
  for (const [url, digest] of Object.entries(list?.files ?? {})) {
    const stored = await cache.match(url, { ignoreVary: true })
    if (stored && await holds(stored, digest)) continue
    await keep(cache, url, digest)
    mended++
  }
  return mended
}

/**
 * What bears its version in its address may come from the browser's own cache, unless a wrong answer lies there.
 * @param {Cache} cache
 * @param {string} url
 * @param {string} digest
 */
async function keep(cache, url, digest) {
  const ways = /** @type {RequestCache[]} */ (url.startsWith('/v/') ? ['default', 'reload'] : ['reload', 'reload'])
  for (const way of ways) {
    const response = await fetch(url, { cache: way })
    if (response.ok && await holds(response.clone(), digest)) return cache.put(url, response)
  }
  throw new Error(`${url} differs`)
}

/**
 * @param {Response} response is read
 * @param {string} digest
 */
async function holds(response, digest) {
  return await sha256(await response.blob()) === digest
}

/**
 * Lets go of every other version.
 * @param {string} version
 */
export async function forget(version) {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version).map((name) => caches.delete(name)),
  )
}
